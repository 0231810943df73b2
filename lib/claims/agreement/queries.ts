import { z } from 'zod';
import { united } from './spans.rules.ts';
import type { Span } from './spans.rules.ts';
import { alphaU, meeting } from './spans.rules.ts';
import { on } from '../../platform/access.ts';
import type { Reader } from '../../platform/db.ts';
import { uuid } from '../../platform/ids.ts';
import { query } from '../../platform/query.ts';
import type { Figure } from './rules.ts';
import { bootstrap, cohenKappa, fleissKappa, krippendorffAlpha, pairable, percentAgreement } from './rules.ts';
import { isShown } from '../verdict/blind.ts';
import { scaleValues } from '../scale/scale.ts';
import { agreementView, spanAgreementView } from './schema.ts';
import { named, namesOf } from '../view.ts';

/** The seed of every bootstrap here: the same ratings give the same interval on every machine. */
const SEED = 20_261_124;
const SAMPLES = 400;

interface Unit {
  readonly kind: string | null;
  readonly month: string;
  readonly ratings: ReadonlyMap<string, string>;
}

/** One unit for each proposal that was reviewed and may be shown: the proposer's rating and each reviewer's. */
async function unitsOf(db: Reader, investigationId: string): Promise<Unit[]> {
  const rows = await db.proposal.findMany({
    where: { AND: [{ claim: { investigationId } }, isShown] },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    include: { claim: { select: { kind: true } }, reviews: true },
  });
  return rows.map((row) => ({
    kind: row.claim.kind,
    month: row.at.toISOString().slice(0, 7),
    ratings: new Map([
      [row.proposedById, row.rating],
      ...row.reviews.map((review): [string, string] => [review.reviewerId, review.rating]),
    ]),
  }));
}

type Rated = Pick<Unit, 'ratings'>;

function figures(units: readonly Rated[], valueOf: (key: string) => number | null) {
  const keys = [...new Set(units.flatMap((unit) => [...unit.ratings.values()]))].sort();
  const rows = (sample: readonly Rated[]) => sample.map((unit) => [...unit.ratings.values()]);
  const nominal = (sample: readonly Rated[]) =>
    krippendorffAlpha(
      rows(sample).map((row) => row.map((key) => keys.indexOf(key))),
      'nominal',
    );
  // Ratings without a number (unproven, say) have no place on a scale: left out of the ordinal figure.
  const ordinal = (sample: readonly Rated[]) =>
    krippendorffAlpha(
      rows(sample).map((row) => row.map(valueOf)),
      'ordinal',
    );
  const measured = (measure: (sample: readonly Rated[]) => Figure) => ({
    ...measure(units),
    interval: bootstrap(units, measure, { seed: SEED, samples: SAMPLES }),
  });
  return {
    n: pairable(rows(units)).length,
    percent: measured((sample) => percentAgreement(rows(sample))),
    fleiss: measured((sample) => fleissKappa(rows(sample))),
    alphaNominal: measured(nominal),
    alphaOrdinal: measured(ordinal),
  };
}

/** How far the people of a case agree in their ratings: overall, by pair, by kind of claim, and over time (CLM-8). */
export const agreement = query({
  name: 'claim.agreement',
  input: z.object({ investigationId: uuid }),
  output: agreementView,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db }, { investigationId }) => {
    const { valueOf } = await scaleValues(db);
    const units = (await unitsOf(db, investigationId)).filter((unit) => unit.ratings.size > 1);
    const people = [...new Set(units.flatMap((unit) => [...unit.ratings.keys()]))].sort();
    const names = await namesOf(db, people);
    const pairs = people.flatMap((a, index) => people.slice(index + 1).map((b) => [a, b] as const));
    const grouped = (key: (unit: Unit) => string | null) => {
      const found = [...new Set(units.flatMap((unit) => key(unit) ?? []))].sort();
      return found.map((one) => ({
        key: one,
        ...figures(
          units.filter((unit) => key(unit) === one),
          valueOf,
        ),
      }));
    };
    return {
      overall: figures(units, valueOf),
      pairs: pairs.flatMap(([a, b]) => {
        const both = units.flatMap(({ ratings }) => {
          const [x, y] = [ratings.get(a), ratings.get(b)];
          return x === undefined || y === undefined ? [] : [[x, y] as const];
        });
        if (both.length === 0) return [];
        const measured = (measure: (sample: typeof both) => Figure) => ({
          ...measure(both),
          interval: bootstrap(both, (sample) => measure([...sample]), { seed: SEED, samples: SAMPLES }),
        });
        return [
          {
            people: [named(names, a), named(names, b)],
            n: both.length,
            percent: measured((sample) => percentAgreement(sample)),
            cohen: measured((sample) => cohenKappa(sample)),
          },
        ];
      }),
      kinds: grouped((unit) => unit.kind),
      months: grouped((unit) => unit.month),
    };
  },
});

/** How far people agree on where marks lie and of which kind, source by source; private marks count for nobody. */
export const spanAgreement = query({
  name: 'claim.span_agreement',
  input: z.object({ sourceId: uuid }),
  output: spanAgreementView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId }) => {
    const version = await db.sourceVersion.findFirst({ where: { sourceId }, orderBy: { number: 'desc' } });
    if (!version)
      return { length: 0, people: [], alpha: { value: null, why: 'nothing_compared' as const }, kinds: [], pairs: [] };
    const marks = await db.annotation.findMany({
      where: { sourceId, deletedAt: null, visibility: 'case' },
      include: {
        anchors: { where: { versionId: version.id, start: { not: null } } },
        tags: { include: { tag: { select: { name: true } } } },
      },
    });
    // A mark counts under its kind, and under each of its tags.
    const placed = marks.flatMap((mark) =>
      mark.anchors.flatMap(({ start, end }) =>
        start === null || end === null
          ? []
          : [mark.kind, ...mark.tags.map(({ tag }) => `#${tag.name}`)].map((kind) => ({
              authorId: mark.authorId,
              kind,
              span: { start, end },
            })),
      ),
    );
    const people = [...new Set(placed.map((mark) => mark.authorId))].sort();
    const kinds = [...new Set(placed.map((mark) => mark.kind))].sort();
    const names = await namesOf(db, people);
    const spansOf = (kind: string, person: string): Span[] =>
      placed.filter((mark) => mark.kind === kind && mark.authorId === person).map((mark) => mark.span);
    const byKind = kinds.map((kind) => people.map((person) => spansOf(kind, person)));
    return {
      length: version.text.length,
      people: people.map((id) => named(names, id)),
      alpha: alphaU(byKind, version.text.length),
      kinds: kinds.map((kind, index) => ({ kind, alpha: alphaU([byKind[index] ?? []], version.text.length) })),
      pairs: people.flatMap((a, index) =>
        people.slice(index + 1).map((b) => {
          const [mine, theirs] = [a, b].map((person) =>
            united(kinds.flatMap((kind) => (kind.startsWith('#') ? [] : spansOf(kind, person)))),
          );
          return { people: [named(names, a), named(names, b)], ...meeting(mine ?? [], theirs ?? []) };
        }),
      ),
    };
  },
});
