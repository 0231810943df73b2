import type { TagColor } from '../../lib/annotations/rules.ts';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import type { Tone } from '../ui/chip.tsx';

const tagTones = {
  tag: 'tag',
  entity: 'entity',
  note: 'note',
  question: 'question',
  correction: 'ok',
} as const satisfies Record<TagColor, Tone>;
export const tagTone = (color: TagColor): Tone => tagTones[color];

/** The marked words in one line. */
export function wordsOf(mark: AnnotationView): string {
  return mark.anchors.map((anchor) => anchor.exact.replace(/\s+/gu, ' ')).join(' … ');
}

/** What the card says when it has one line only. */
export function gist(mark: AnnotationView): string {
  return (
    mark.claim?.statement ??
    mark.entity?.name ??
    (mark.text || mark.tags.map((tag) => tag.name).join(', ') || wordsOf(mark))
  );
}

/** For those who do not see where the card stands: “thirty-one people”, P12. */
export function placeOf(mark: AnnotationView): string {
  const words = wordsOf(mark);
  const short = words.length > 80 ? `${words.slice(0, 80).toWellFormed()}…` : words;
  const label = mark.anchors[0]?.label;
  return `“${short}”${label ? `, ${label}` : ''}`;
}

/** The address of a single card (SPEC 13). */
export const linkTo = (mark: Pick<AnnotationView, 'id' | 'sourceId'>): string =>
  `/sources/${mark.sourceId}#m=${mark.id}`;
