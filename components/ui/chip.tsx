import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'unsure' | 'note' | 'entity' | 'tag' | 'question' | 'thread';

/** A small fact. Colour never alone: the icon or the words say the same. */
export function Chip({
  tone = 'unsure',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={[styles.chip, styles[tone]].join(' ')}>
      {icon ? <span aria-hidden="true">{icon}</span> : null}
      {children}
    </span>
  );
}
