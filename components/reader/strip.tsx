'use client';

import { memo, useEffect, useRef } from 'react';
import { useInBrowser } from '../ui/use-in-browser.ts';
import type { DrawnMark } from './drawing/layers.rules.ts';
import styles from './strip.module.css';
import type { Peer } from './use-peers.ts';

const tint: Readonly<Record<string, string>> = {
  claim: 'var(--thread)',
  entity: 'var(--entity)',
  note: 'var(--note)',
  question: 'var(--question)',
  correction: 'var(--correction)',
};
/** Marks that are nearer to each other than this part of the text share a tick: there are no more lines on a screen. */
const PLACES = 400;

const at = (offset: number, length: number): string => `${((100 * offset) / Math.max(1, length)).toFixed(2)}%`;

interface Ticked {
  readonly length: number;
  readonly marks: readonly DrawnMark[];
  /** Marks that are new to me, or changed or answered since I was here (ANN-14). */
  readonly fresh: ReadonlySet<string>;
}

/**
 * The whole text at a glance: where its marks are, which are new, and where people read. A press goes there. It says
 * nothing that is not elsewhere in words, and what it does has keys (`j`, `k`, `u`, `f`), so it is not read out.
 */
export function Strip({
  peers,
  onGo,
  ...ticked
}: Ticked & { readonly peers: readonly Peer[]; readonly onGo: (offset: number) => void }) {
  const strip = useRef<HTMLDivElement>(null);
  const { length } = ticked;
  useEffect(() => {
    const box = strip.current;
    if (!box) return;
    const go = ({ clientY }: MouseEvent) => {
      const { top, height } = box.getBoundingClientRect();
      onGo(Math.min(length, Math.max(0, Math.round((length * (clientY - top)) / Math.max(1, height)))));
    };
    box.addEventListener('click', go);
    return () => box.removeEventListener('click', go);
  }, [length, onGo]);
  return (
    <div ref={strip} className={styles.strip} aria-hidden="true">
      <Ticks {...ticked} />
      {peers.map((peer) =>
        peer.at === null ? null : (
          <b
            key={peer.userId}
            data-reads={peer.name}
            title={peer.name}
            // At the ends of the text, too, the whole sign stands on the strip.
            style={{ top: at(peer.at, length), translate: `0 -${at(peer.at, length)}`, background: peer.color }}
          >
            {peer.initials}
          </b>
        ),
      )}
    </div>
  );
}

const Ticks = memo(function Ticks({ length, marks, fresh }: Ticked) {
  // Their places are style attributes in a server's HTML, which the content policy does not let through.
  const inBrowser = useInBrowser();
  if (!inBrowser) return null;
  // By place, so that one mark more or less changes one tick, not every other.
  const ticks = new Map<string, DrawnMark>();
  for (const mark of marks) {
    const key = fresh.has(mark.id) ? `${mark.id} ${mark.start}` : String(Math.floor((PLACES * mark.start) / length));
    if (!ticks.has(key)) ticks.set(key, mark);
  }
  return [...ticks].map(([key, mark]) => (
    <i
      key={key}
      data-fresh={fresh.has(mark.id) ? mark.id : undefined}
      style={{ top: at(mark.start, length), background: tint[mark.kind] ?? 'var(--tag)' }}
    />
  ));
});
