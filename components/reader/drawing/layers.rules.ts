import type { Spot } from './segments.rules.ts';
import { segments } from './segments.rules.ts';

export interface DrawnMark extends Spot {
  readonly kind: string;
  readonly pending: boolean;
  readonly resolved: boolean;
  readonly hidden: boolean;
  /** Of a tag's or highlight's first tag: the name of its colour. */
  readonly color: string | null;
  /** For screen readers: "claim by Mo Okafor". */
  readonly words: string;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What is drawn besides the marks: a suggestion, a word that was searched for, a colleague's selection. */
export interface DrawnOverlay {
  readonly look: string;
  readonly ranges: readonly Stretch[];
}

/**
 * Every look that the text can have, the lowest first; each is `::highlight(rt-NAME)` in drawing.css. Where looks meet
 * the browser paints one over the other: washes lie below, lines above them, what one is doing now on top.
 */
export const looks: readonly string[] = [
  ...['tag', 'highlight', 'tag-entity', 'tag-note', 'tag-question', 'tag-correction', 'note', 'note-wash'],
  ...[
    'link-none',
    'link-checking',
    'link-verified',
    'link-disputed',
    'link-refuted',
    'suggested',
    'deep-2',
    'deep-3',
    'deep-4',
    'active',
    'entity',
    'claim',
    'claim-low',
    'question',
    'correction',
  ],
  ...['resolved', 'private', 'pending', 'suggestedNow', 'linkNow', 'found', 'foundNow'],
  // A colleague's selection, in the colour of the person.
  ...Array.from({ length: 8 }, (_, color) => `peer-${color}`),
  'selection',
];

/** Kinds that are a line under the words: two of them on the same words each need a place of their own. */
const LINED = new Set(['claim', 'entity', 'note', 'question']);
/** Kinds that show that somebody still has to answer: once resolved they become a quiet dotted line. */
const ANSWERED = new Set(['note', 'question', 'tag', 'highlight']);

/** How words look on which all these marks lie. */
function looksOf(items: readonly DrawnMark[], activeId: string | null): readonly string[] {
  const lines = new Set(items.filter((item) => LINED.has(item.kind)).map((item) => item.kind));
  const kinds = items.map((item) => {
    if (item.resolved && ANSWERED.has(item.kind)) return 'resolved';
    if (item.kind === 'claim' && lines.size > 1) return 'claim-low';
    if (item.kind === 'note' && (lines.has('entity') || lines.has('question'))) return 'note-wash';
    // The first colour of the palette is the look of tags and highlights itself.
    return item.color && item.color !== 'tag' ? `tag-${item.color}` : item.kind;
  });
  return [
    ...new Set(kinds),
    // The words darken with each mark: nested and overlapping ones of one kind stay apart.
    ...(items.length > 1 ? [`deep-${Math.min(items.length, 4)}`] : []),
    ...(items.some((item) => item.id === activeId) ? ['active'] : []),
    ...(items.some((item) => item.hidden) ? ['private'] : []),
    ...(items.every((item) => item.pending) ? ['pending'] : []),
  ];
}

/** Which words have which look. Neighbouring stretches of one look are one, so that no line is broken within a mark. */
export function layersOf(
  marks: readonly DrawnMark[],
  overlays: readonly DrawnOverlay[],
  selection: readonly Stretch[],
  activeId: string | null,
): ReadonlyMap<string, readonly Stretch[]> {
  const layers = new Map<string, Stretch[]>();
  const put = (look: string, { start, end }: Stretch): void => {
    const layer = layers.get(look) ?? [];
    const last = layer.at(-1);
    if (last?.end === start) layer[layer.length - 1] = { start: last.start, end };
    else if (end > start) layer.push({ start, end });
    layers.set(look, layer);
  };
  for (const stretch of segments(marks)) for (const look of looksOf(stretch.items, activeId)) put(look, stretch);
  for (const { look, ranges } of overlays) for (const range of ranges) put(look, range);
  for (const range of selection) put('selection', range);
  return layers;
}
