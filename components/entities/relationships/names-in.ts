import type { DrawnMark } from '@/components/reader/drawing/layers.rules.ts';
import type { AnnotationView } from '@/lib/annotations/schema.ts';

export interface NameInText {
  readonly entityId: string;
  readonly schema: string;
  readonly name: string;
  /** The mark that names it here. */
  readonly annotationId: string;
  readonly start: number;
}

type Place = Pick<DrawnMark, 'start' | 'end'>;

/** Whom the marks of a stretch of text name, each once, in the order of the text. */
export function namesIn(
  annotations: readonly AnnotationView[],
  marks: readonly DrawnMark[],
  { start, end }: Place,
): readonly NameInText[] {
  const entities = new Map(annotations.map(({ id, entity }) => [id, entity]));
  const found = new Map<string, NameInText>();
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const entity = entities.get(mark.id);
    if (!entity || mark.kind !== 'entity' || mark.pending || mark.start < start || mark.end > end) continue;
    if (!found.has(entity.id))
      found.set(entity.id, {
        entityId: entity.id,
        schema: entity.schema,
        name: entity.name,
        annotationId: mark.id,
        start: mark.start,
      });
  }
  return [...found.values()];
}
