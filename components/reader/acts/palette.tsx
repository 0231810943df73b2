'use client';

import { useRouter } from 'next/navigation';
import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextInput } from '@/components/ui/field.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { gist } from '@/components/margin/look.ts';
import styles from './keys.module.css';
import { useReader, useRoomState } from '../room/room-context.ts';
import { acts } from './acts.rules.ts';
import { keyFor, keyLabel } from './keys.rules.ts';
import { useOwnKeys } from './own-keys.ts';
import { ranked } from './palette.rules.ts';
import { useActRegistry } from './registry.tsx';
import { useActWords } from './use-act-words.ts';

interface Item {
  readonly id: string;
  readonly words: string;
  readonly hint: string;
  readonly run: () => void;
}
const SHOWN = 12;

/** Finds and does anything in this room: acts that are possible now, parts, marks, sources (ANN-2). */
export function Palette() {
  const { store } = useReader();
  const t = useTranslations('reader.palette');
  const open = useRoomState((state) => state.dialog === 'palette');
  return (
    <Dialog open={open} onClose={() => store.setState({ dialog: null })} title={t('title')}>
      {open ? <Find close={() => store.setState({ dialog: null })} /> : null}
    </Dialog>
  );
}

function Find({ close }: { readonly close: () => void }) {
  const t = useTranslations('reader.palette');
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const found = ranked(query, useItems(query !== ''), SHOWN);
  const chosen = Math.min(at, found.length - 1);
  const run = (item: Item | undefined) => {
    if (!item) return;
    close();
    // After the dialog has given the focus back.
    requestAnimationFrame(item.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((chosen + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        role="combobox"
        aria-label={t('field')}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        autoComplete="off"
        value={query}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
      />
      <div id={list} role="listbox" aria-label={t('found')} className={styles.palette}>
        {found.map((item, index) => (
          // The keyboard's way is the field above: arrows and Enter.
          <div
            key={item.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerMove={() => setAt(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              run(item);
            }}
          >
            <span>{item.words}</span>
            {item.hint ? <Kbd>{item.hint}</Kbd> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p role="status">{t('nothing')}</p> : null}
    </>
  );
}

function useItems(withPlaces: boolean): readonly Item[] {
  const { store, sources, source, version, shown, activate, scrollTo } = useReader();
  const registry = useActRegistry();
  const { own } = useOwnKeys();
  const router = useRouter();
  const words = useActWords();
  const t = useTranslations('reader');
  const state = store.getState();
  const possible = { always: true, selection: state.selection !== null, mark: state.activeId !== null };
  const doable = acts
    .filter(({ name, when }) => name !== 'palette' && name !== 'leave' && possible[when] && registry.offered(name))
    .map(({ name }): Item => {
      const key = keyFor(own, name);
      return { id: name, words: words(name), hint: key ? keyLabel(key) : '', run: () => registry.run(name) };
    });
  if (!withPlaces) return doable;
  const parts = version.blocks.map((block): Item => ({
    id: block.id,
    words: `${block.label} ${version.text.slice(block.start, Math.min(block.end, block.start + 70))}`,
    hint: '',
    run: () => scrollTo(block.start),
  }));
  const marks = shown.map((mark): Item => ({
    id: mark.id,
    words: `${gist(mark)} · ${t('chooser.by', { kind: t(`kind.${mark.kind}`), name: mark.author.name })}`,
    hint: '',
    run: () => activate(mark.id),
  }));
  const others = sources
    .filter((other) => other.id !== source.id)
    .map((other): Item => ({
      id: other.id,
      words: other.title,
      hint: '',
      run: () => router.push(other.state === 'sealed' ? `/sources/${other.id}` : `/sources/${other.id}/draft`),
    }));
  return [...doable, ...others, ...parts, ...marks];
}
