import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { DrawnMark } from './layers.rules.ts';

/**
 * Finds the marks that have a place in this version, one spot for each of their ranges, in the order of the text. A mark
 * that is the same object as before is not looked at again: of ten thousand marks one changes at a time (ANN-9).
 */
export function markDrawer(
  version: number,
  words: (kind: AnnotationKind, name: string) => string,
): (annotations: readonly ShownAnnotation[]) => readonly DrawnMark[] {
  const known = new WeakMap<ShownAnnotation, readonly DrawnMark[]>();
  // A few kinds of a few people: putting each sentence together ten thousand times takes longer than all the rest.
  const said = new Map<string, string>();
  const say = (kind: AnnotationKind, name: string): string => {
    const key = `${kind} ${name}`;
    const sentence = said.get(key) ?? words(kind, name);
    said.set(key, sentence);
    return sentence;
  };
  const spotsOf = (mark: ShownAnnotation): readonly DrawnMark[] => {
    const spots = known.get(mark) ?? drawn(mark, version, say(mark.kind, mark.author.name));
    known.set(mark, spots);
    return spots;
  };
  return (annotations) => annotations.flatMap(spotsOf).sort((a, b) => a.start - b.start || b.end - a.end);
}

function drawn(mark: ShownAnnotation, version: number, words: string): readonly DrawnMark[] {
  const { id, kind, pending } = mark;
  return mark.anchors.flatMap(({ version: number, start, end }) =>
    number !== version || start === null || end === null
      ? []
      : [
          {
            ...{ id, start, end, kind, pending, words },
            resolved: mark.status === 'resolved',
            hidden: mark.visibility === 'private',
            color: kind === 'tag' || kind === 'highlight' ? (mark.tags[0]?.color ?? null) : null,
          },
        ],
  );
}
