import type { PersonHere } from '@/components/live/use-room.ts';
import type { DrawnMark } from './decorations.ts';
import styles from './reader.module.css';

const tint: Readonly<Record<string, string>> = {
  claim: 'var(--thread)',
  entity: 'var(--entity)',
  note: 'var(--note)',
  question: 'var(--question)',
  correction: 'var(--correction)',
};
/** More ticks than this tell nothing more on a screen's height. */
const MAX_TICKS = 400;

/** The whole text at a glance: where its marks are, and where people read. */
export function Strip({
  length,
  marks,
  people,
}: {
  readonly length: number;
  readonly marks: readonly DrawnMark[];
  readonly people: readonly PersonHere[];
}) {
  const step = Math.max(1, Math.ceil(marks.length / MAX_TICKS));
  const at = (offset: number): string => `${((100 * offset) / Math.max(1, length)).toFixed(2)}%`;
  return (
    <div className={styles.strip} aria-hidden="true">
      {marks.map((mark, index) =>
        index % step === 0 ? (
          <i key={mark.id} style={{ top: at(mark.start), background: tint[mark.kind] ?? 'var(--tag)' }} />
        ) : null,
      )}
      {people.map((person) =>
        typeof person.state['at'] === 'number' ? (
          <b
            key={person.clientId}
            title={person.name}
            style={{ top: at(person.state['at']), background: person.color }}
          />
        ) : null,
      )}
    </div>
  );
}
