import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { DrawnMark } from '../decorations.ts';

/** The marks that have a place in this version, one spot for each of their ranges, in the order of the text. */
export function drawnMarks(annotations: readonly ShownAnnotation[], version: number): readonly DrawnMark[] {
  const drawn: DrawnMark[] = [];
  for (const mark of annotations) {
    const words = `${mark.kind} by ${mark.author.name}`;
    for (const { version: number, start, end } of mark.anchors) {
      if (number !== version || start === null || end === null) continue;
      const { id, kind, pending } = mark;
      drawn.push({ id, start, end, kind, pending, resolved: mark.status === 'resolved', words });
    }
  }
  return drawn.sort((a, b) => a.start - b.start || b.end - a.end);
}
