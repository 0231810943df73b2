import { memo } from 'react';
import type { DrawnMark } from './decorations.ts';
import styles from './reader.module.css';
import type { Peer } from './use-peers.ts';

const tint: Readonly<Record<string, string>> = {
  claim: 'var(--thread)',
  entity: 'var(--entity)',
  note: 'var(--note)',
  question: 'var(--question)',
  correction: 'var(--correction)',
};
/** More ticks than this tell nothing more on a screen's height. */
const MAX_TICKS = 400;

const at = (offset: number, length: number): string => `${((100 * offset) / Math.max(1, length)).toFixed(2)}%`;

/** The whole text at a glance: where its marks are, and where people read. */
export function Strip({
  length,
  marks,
  peers,
}: {
  readonly length: number;
  readonly marks: readonly DrawnMark[];
  readonly peers: readonly Peer[];
}) {
  return (
    <div className={styles.strip} aria-hidden="true">
      <Ticks length={length} marks={marks} />
      {peers.map((peer) =>
        peer.at === null ? null : (
          <b
            key={peer.userId}
            data-reads={peer.name}
            title={peer.name}
            style={{ top: at(peer.at, length), background: peer.color }}
          >
            {peer.initials}
          </b>
        ),
      )}
    </div>
  );
}

const Ticks = memo(function Ticks({
  length,
  marks,
}: {
  readonly length: number;
  readonly marks: readonly DrawnMark[];
}) {
  const step = Math.max(1, Math.ceil(marks.length / MAX_TICKS));
  return marks.map((mark, index) =>
    index % step === 0 ? (
      <i
        key={`${mark.id}-${mark.start}`}
        style={{ top: at(mark.start, length), background: tint[mark.kind] ?? 'var(--tag)' }}
      />
    ) : null,
  );
});
