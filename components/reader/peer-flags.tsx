'use client';

import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';
import type { BlockView } from '@/lib/sources/schema.ts';
import { toPosition } from './drawing/segments.rules.ts';
import styles from './text.module.css';
import type { Peer } from './use-peers.ts';

/**
 * Whose selection it is, where it ends. Beside the text, not in it: the words of the text stay the same nodes while
 * somebody selects them, whatever colleagues do.
 */
export function PeerFlags({
  editor,
  blocks,
  peers,
  version,
}: {
  readonly editor: Editor | null;
  readonly blocks: readonly BlockView[];
  readonly peers: readonly Peer[];
  /** Changes when the text is laid out anew. */
  readonly version: unknown;
}) {
  const box = useRef<HTMLDivElement>(null);
  const selecting = peers.filter((peer) => peer.selection !== null);
  useLayoutEffect(() => {
    // Nobody selects: nothing to measure, least of all a text that has just been put there.
    if (!editor || !box.current?.firstChild) return;
    const column = editor.view.dom.parentElement?.getBoundingClientRect();
    if (!column) return;
    const end = blocks.at(-1)?.end ?? 0;
    for (const flag of box.current.children) {
      if (!(flag instanceof HTMLElement)) continue;
      // What they send is read, not trusted.
      const at = editor.view.coordsAtPos(toPosition(blocks, Math.min(end, Number(flag.dataset['at']))), -1);
      flag.style.left = `${at.left - column.left}px`;
      flag.style.top = `${at.top - column.top}px`;
      flag.style.height = `${at.bottom - at.top}px`;
    }
  }, [editor, blocks, peers, version]);
  return (
    <div ref={box} className={styles.flags} aria-hidden="true">
      {selecting.map((peer) => (
        <i
          key={peer.clientId}
          data-name={peer.name.split(' ')[0]}
          data-at={peer.selection?.end}
          style={{ color: peer.color }}
        />
      ))}
    </div>
  );
}
