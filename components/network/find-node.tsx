'use client';

import { useId, useState } from 'react';
import { TextField } from '@/components/ui/field.tsx';
import type { NetworkNode } from '@/lib/network/schema.ts';

/** More names in a list than this help nobody to choose. */
const OFFERED = 12;
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

interface Props {
  readonly nodes: readonly NetworkNode[];
  readonly label: string;
  readonly onFound: (id: string) => void;
}

/** A name of the network by its letters: the browser's own list offers what fits. */
export function FindNode({ nodes, label, onFound }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const wanted = folded(typed);
  const fitting = wanted ? nodes.filter(({ name }) => folded(name).includes(wanted)).slice(0, OFFERED) : [];
  const find = (text: string) => nodes.find(({ name }) => folded(name) === folded(text));
  const onValue = (text: string) => {
    const found = find(text);
    setTyped(found ? '' : text);
    if (found) onFound(found.id);
  };
  return (
    <>
      <TextField
        label={label}
        quiet
        type="search"
        list={`${id}-names`}
        placeholder={label}
        autoComplete="off"
        maxLength={200}
        value={typed}
        onValue={onValue}
        onKeyDown={(event) => {
          const [first] = fitting;
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          setTyped('');
          onFound(first.id);
        }}
      />
      <datalist id={`${id}-names`}>
        {fitting.map((node) => (
          <option key={node.id} value={node.name} />
        ))}
      </datalist>
    </>
  );
}
