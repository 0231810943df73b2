import { hasBidiControl, hasControl } from '../anchors/rules.ts';

export const annotationKinds = ['highlight', 'claim', 'entity', 'tag', 'note', 'question', 'correction'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

export const annotationStatuses = ['open', 'resolved'] as const;
export const visibilities = ['case', 'private'] as const;
export const anchorStates = ['exact', 'moved', 'changed', 'needs_look', 'orphan'] as const;

/** What a person can say about a mark that a new version changed, or left without a place (SRC-5). */
export const carryResolutions = ['accepted', 'placed', 'retired'] as const;
export type CarryResolution = (typeof carryResolutions)[number];

/** Nobody has said yet what this mark is to be in the new version. */
export const isOpen = (carried: {
  readonly outcome: (typeof anchorStates)[number];
  readonly resolution: CarryResolution | null;
}): boolean => carried.resolution === null && carried.outcome !== 'exact' && carried.outcome !== 'moved';

/** Names of colour tokens (app/tokens.css): a tag keeps the one it was given when it was first used. */
export const tagColors = ['tag', 'entity', 'note', 'question', 'correction'] as const;
export type TagColor = (typeof tagColors)[number];

/** What the mark is called where people read about it. */
export const kindWords = {
  highlight: 'highlight',
  claim: 'claim',
  entity: 'name',
  tag: 'tag',
  note: 'note',
  question: 'question',
  correction: 'correction',
} as const satisfies Record<AnnotationKind, string>;

/** Kinds that say nothing without words of their own. */
export const needsText = (kind: AnnotationKind): boolean =>
  kind === 'note' || kind === 'question' || kind === 'correction';

/**
 * What makes two spellings one tag: case, the accents of European letters, a leading # and the kind of space are not
 * told apart. Scripts whose vowels are marks keep them.
 */
export function tagSlug(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return folded
    .replace(/^#+/u, '')
    .trim()
    .replace(/[\s_-]+/gu, '-');
}

/** The same tag gets the same colour in every installation. */
export function tagColor(slug: string): TagColor {
  let sum = 0;
  for (const character of slug) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return tagColors[sum % tagColors.length] ?? 'tag';
}

/** A label is read in a chip among others: nothing invisible in it may reorder its neighbours. */
export const isPlainLabel = (name: string): boolean => !hasControl(name) && !hasBidiControl(name);
