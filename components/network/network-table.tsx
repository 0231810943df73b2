'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { SupportChip } from '@/components/entities/support.tsx';
import { useEdgeWords, useSchemaLabel } from '@/components/entities/use-labels.ts';
import { useWhenWords } from '@/components/entities/use-when-words.ts';
import { Button } from '@/components/ui/button.tsx';
import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import styles from './network.module.css';
import type { Chosen } from './use-network.ts';

/** So many lines at a time: a table of 5,000 is nothing that anybody reads at once. */
const STEP = 200;

interface Props {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

/** The same network in words, for those who prefer it and for screen readers (ENT-6, UX-2). */
export function NetworkTable({ nodes, edges, chosen, onChoose }: Props) {
  const t = useTranslations('network.table');
  const labelOf = useSchemaLabel();
  const wordsOf = useEdgeWords();
  const when = useWhenWords();
  const [rows, setRows] = useState(STEP);
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  const linked = new Set(edges.flatMap(({ fromId, toId }) => [fromId, toId]));
  const alone = nodes.filter(({ id }) => !linked.has(id));
  const name = (id: string) => (
    <button type="button" aria-pressed={chosen?.id === id} onClick={() => onChoose({ what: 'node', id })}>
      {nameOf.get(id)}
    </button>
  );
  return (
    <div className={styles.table}>
      <table>
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            {(['from', 'relationship', 'to', 'when', 'support'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, rows).map((edge) => (
            <tr key={edge.id} aria-current={chosen?.id === edge.id ? 'true' : undefined}>
              <td>{name(edge.fromId)}</td>
              <td>
                <button type="button" onClick={() => onChoose({ what: 'edge', id: edge.id })}>
                  {wordsOf(edge.words)}
                </button>
                <small>{[labelOf(edge.schema), edge.role].filter(Boolean).join(', ')}</small>
              </td>
              <td>{name(edge.toId)}</td>
              <td>{when(edge)}</td>
              <td>
                <SupportChip support={edge.support} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edges.length > rows ? (
        <Button onClick={() => setRows(rows + STEP)}>{t('more', { count: edges.length - rows })}</Button>
      ) : null}
      {alone.length > 0 ? (
        <p className={styles.alone}>
          {t('alone')}{' '}
          {alone.slice(0, rows).map(({ id, name }) => (
            <button key={id} type="button" onClick={() => onChoose({ what: 'node', id })}>
              {name}
            </button>
          ))}
        </p>
      ) : null}
    </div>
  );
}
