'use client';

import { useEdgeWords } from '@/components/entities/use-labels.ts';
import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';
import styles from './network.module.css';
import type { Chosen } from './use-network.ts';

interface Props {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  readonly onChoose: (chosen: Chosen) => void;
}

/** Lines in words, one below the other; each opens what it rests on. */
export function Lines({ nodes, edges, onChoose }: Props) {
  const wordsOf = useEdgeWords();
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  return (
    <ol className={styles.way}>
      {edges.map((edge) => (
        <li key={edge.id}>
          <button type="button" onClick={() => onChoose({ what: 'edge', id: edge.id })}>
            {nameOf.get(edge.fromId)} <em>{wordsOf(edge.words)}</em> {nameOf.get(edge.toId)}
          </button>
        </li>
      ))}
    </ol>
  );
}
