import { captionsInCases } from '../../entities/captions.ts';
import type { Reader } from '../../platform/db.ts';
import { newestVersions, wordsNow } from './basis.ts';
import { isToldOtherwise, repliesTold } from './replies.ts';
import type { BasisChange, BasisFacts, BasisReply } from './schema.ts';
import { basisFacts } from './schema.ts';
import { isUnderVerdict } from '../rules.ts';

interface Kept {
  readonly key: string;
  readonly claimId: string;
  readonly investigationId: string;
  readonly facts: BasisFacts;
}

/** What is otherwise now than each basis says, by its key; those without a difference are left out. Few questions for many. */
export async function changesSince(
  reader: Reader,
  kept: readonly Kept[],
): Promise<ReadonlyMap<string, readonly BasisChange[]>> {
  const newest = await newestVersions(
    reader,
    kept.flatMap(({ facts }) => facts.sources.map(({ sourceId }) => sourceId)),
  );
  const called = await captionsInCases(
    reader,
    kept.flatMap(({ facts, investigationId }) => namesOf(facts).map(({ entityId }) => ({ entityId, investigationId }))),
  );
  const moved = kept.flatMap(({ facts }) =>
    facts.sources.filter(({ sourceId, version }) => (newest.get(sourceId) ?? version) > version),
  );
  const movedIds = new Set(moved.map(({ sourceId }) => sourceId));
  // One after the other: inside a command they share its connection.
  const titles = await titlesOf(reader, [...movedIds]);
  const words = await wordsNow(
    reader,
    kept.flatMap(({ facts }) =>
      facts.words.flatMap(({ annotationId, sourceId }) => (movedIds.has(sourceId) ? annotationId : [])),
    ),
  );
  const told = await repliesTold(
    reader,
    kept.map(({ claimId, investigationId, facts }) => ({ claimId, investigationId, shown: facts.repliesShown })),
  );
  const changes = kept.map(({ key, claimId, investigationId, facts }): [string, BasisChange[]] => [
    key,
    [
      ...facts.sources.flatMap(({ sourceId, version }): BasisChange[] => {
        const to = newest.get(sourceId) ?? version;
        const there = facts.words.filter((one) => one.sourceId === sourceId);
        return to > version
          ? [
              {
                kind: 'version',
                sourceId,
                title: titles.get(sourceId) ?? '',
                from: version,
                to,
                words: there.some(({ annotationId, exact }) => (words.get(annotationId) ?? '') !== exact),
              },
            ]
          : [];
      }),
      ...namesOf(facts).flatMap(({ entityId, name }): BasisChange[] => {
        const after = called(entityId, investigationId).sayable[0] ?? null;
        return after === name ? [] : [{ kind: 'name', before: name, after }];
      }),
      ...repliesChanged(facts.replies, told.get(claimId) ?? []),
    ],
  ]);
  return new Map(changes.filter(([, list]) => list.length > 0));
}

/** Each entity once, also where it both speaks and is named. */
const namesOf = ({ speaker, named, replies }: BasisFacts) => [
  ...new Map(
    [...(speaker ? [speaker] : []), ...named, ...replies.flatMap(({ entity }) => entity ?? [])].map((one) => [
      one.entityId,
      one,
    ]),
  ).values(),
];

function repliesChanged(before: readonly BasisReply[], after: readonly BasisReply[]): BasisChange[] {
  const byId = (of: readonly BasisReply[]) => new Map(of.map((one) => [one.id, one]));
  const [was, is] = [byId(before), byId(after)];
  return [...new Map([...was, ...is]).values()].flatMap(({ id, name }): BasisChange[] =>
    isToldOtherwise(was.get(id), is.get(id)) ? [{ kind: 'reply', name }] : [],
  );
}

async function titlesOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.source.findMany({ where: { id: { in: [...ids] } }, select: { id: true, title: true } });
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/**
 * What has changed under the verdicts of these claims (CLM-17): under the one that is public where one is, else under the one
 * that stands. Pages, cards, data, feeds, pictures, stories, edges and the desk all ask here.
 */
export async function changesUnder(
  reader: Reader,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BasisChange[]>> {
  const claims = await reader.claim.findMany({
    where: { id: { in: [...new Set(claimIds)] }, decisions: { some: {} } },
    select: {
      id: true,
      investigationId: true,
      state: true,
      decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { id: true } },
      publications: { where: { endedAt: null }, select: { decisionId: true } },
      bases: { orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { decisionId: true, facts: true } },
    },
  });
  const asked = claims.flatMap(({ decisions: [latest], publications: [standing], ...claim }) => {
    const stands = isUnderVerdict(claim.state) ? latest?.id : undefined;
    const shown = standing?.decisionId ?? stands;
    return shown ? [{ ...claim, shown, overtaken: shown !== stands }] : [];
  });
  const since = await changesSince(
    reader,
    asked.flatMap(({ id, investigationId, shown, bases }) => {
      const basis = bases.find(({ decisionId }) => decisionId === shown);
      return basis ? [{ key: id, claimId: id, investigationId, facts: basisFacts.parse(basis.facts) }] : [];
    }),
  );
  return new Map(
    asked.flatMap(({ id, overtaken }): [string, readonly BasisChange[]][] => {
      const changes = [...(overtaken ? [{ kind: 'verdict' as const }] : []), ...(since.get(id) ?? [])];
      return changes.length > 0 ? [[id, changes]] : [];
    }),
  );
}

/** Whether readers are shown something else once it is renewed, and so are told in a line. */
export const isSeenByReaders = (changes: readonly BasisChange[]): boolean =>
  changes.some((change) => change.kind !== 'version' || change.words);
