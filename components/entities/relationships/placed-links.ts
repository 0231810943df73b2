import type { RelationshipView } from '@/lib/entities/schema.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}
interface Version {
  readonly sourceId: string;
  readonly number: number;
  readonly text: string;
}
/** A relationship and the words of the shown version in which it was drawn. */
export interface LinkInText extends Stretch {
  readonly link: RelationshipView;
}

type Quote = RelationshipView['quotes'][number];

/**
 * Where a passage stands: in the version in which it was drawn at its own place, in another one only where the same words
 * stand there exactly once. Words that repeat are never put on the wrong copy (ANC-2).
 */
function placeOf({ version, start, end, exact }: Quote, { number, text }: Version): Stretch | null {
  if (version === number) return { start, end };
  const at = text.indexOf(exact);
  return at < 0 || text.includes(exact, at + 1) ? null : { start: at, end: at + exact.length };
}

export const placed = (links: readonly RelationshipView[], version: Version): readonly LinkInText[] =>
  links.flatMap((link) =>
    link.quotes.flatMap((quote) => {
      const place = quote.sourceId === version.sourceId ? placeOf(quote, version) : null;
      return place ? [{ link, ...place }] : [];
    }),
  );

const within = (inner: Stretch, outer: Stretch): boolean => inner.start >= outer.start && inner.end <= outer.end;
const meet = (one: Stretch, other: Stretch): boolean => one.start < other.end && other.start < one.end;

interface Marked {
  readonly entity: { readonly id: string } | null;
  readonly claim: { readonly id: string } | null;
}

/** What was drawn from a mark: it names an end, or carries a claim that holds the relationship up. */
export function linksOf(
  { entity, claim }: Marked,
  spots: readonly Stretch[],
  links: readonly RelationshipView[],
  version: Version,
): readonly LinkInText[] {
  const own = links.filter(
    ({ fromId, toId, claimIds }) =>
      (entity && (entity.id === fromId || entity.id === toId)) || (claim && claimIds.includes(claim.id)),
  );
  return placed(own, version).filter((place) =>
    spots.some((spot) => (claim ? meet(spot, place) : within(spot, place))),
  );
}

interface NamedSpot extends Stretch {
  readonly entityId: string;
}

/** The words between the two names, along which the line runs; the whole passage where one of them is not marked (any more). */
export function between({ link, ...passage }: LinkInText, names: readonly NamedSpot[]): Stretch {
  const inside = names.filter((name) => within(name, passage));
  const [froms, tos] = [link.fromId, link.toId].map((id) => inside.filter(({ entityId }) => entityId === id));
  const pairs = (froms ?? []).flatMap((from) =>
    (tos ?? []).map((to) => (from.start < to.start ? [from, to] : [to, from])),
  );
  const gaps = pairs.flatMap(([first, second]) =>
    first && second && first.end < second.start ? [{ start: first.end, end: second.start }] : [],
  );
  return gaps.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? passage;
}
