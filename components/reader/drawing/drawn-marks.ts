import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { DrawnMark } from './layers.rules.ts';

/** The marks that have a place in this version, one spot for each of their ranges, in the order of the text. */
export function drawnMarks(
  annotations: readonly ShownAnnotation[],
  version: number,
  words: (kind: AnnotationKind, name: string) => string,
): readonly DrawnMark[] {
  const drawn: DrawnMark[] = [];
  for (const mark of annotations) {
    const { id, kind, pending } = mark;
    for (const { version: number, start, end } of mark.anchors) {
      if (number !== version || start === null || end === null) continue;
      drawn.push({
        ...{ id, start, end, kind, pending },
        resolved: mark.status === 'resolved',
        hidden: mark.visibility === 'private',
        color: kind === 'tag' || kind === 'highlight' ? (mark.tags[0]?.color ?? null) : null,
        words: words(kind, mark.author.name),
      });
    }
  }
  return drawn.sort((a, b) => a.start - b.start || b.end - a.end);
}
