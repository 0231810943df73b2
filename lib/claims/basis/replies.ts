import { captionsInCases } from '../../entities/captions.ts';
import type { Reader } from '../../platform/db.ts';
import type { RepliesShown } from '../rules.ts';
import { outcomeForReaders } from './replies.rules.ts';
import type { BasisReply } from './schema.ts';

interface Told {
  readonly claimId: string;
  readonly investigationId: string;
  readonly shown: RepliesShown;
}

/** Who was asked about each of these claims and what came of it, as readers are told (CLM-15). Few questions for many. */
export async function repliesTold(
  reader: Reader,
  claims: readonly Told[],
): Promise<ReadonlyMap<string, readonly BasisReply[]>> {
  const telling = new Map(claims.filter(({ shown }) => shown !== 'no').map((one) => [one.claimId, one]));
  if (telling.size === 0) return new Map();
  const rows = await reader.replyRequest.findMany({
    where: { claimId: { in: [...telling.keys()] } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  });
  const entityIds = [...new Set(rows.flatMap(({ entityId }) => entityId ?? []))];
  const entities = await reader.entity.findMany({
    where: { id: { in: entityIds } },
    select: { id: true, schema: true },
  });
  const schemas = new Map(entities.map(({ id, schema }) => [id, schema]));
  const called = await captionsInCases(
    reader,
    rows.flatMap(({ claimId, entityId }) => {
      const claim = telling.get(claimId);
      return claim && entityId ? [{ entityId, investigationId: claim.investigationId }] : [];
    }),
  );
  const told = rows.flatMap((row): { readonly claimId: string; readonly reply: BasisReply }[] => {
    const claim = telling.get(row.claimId);
    const outcome = claim && outcomeForReaders(claim.shown, row);
    if (!outcome) return [];
    const names = row.entityId ? called(row.entityId, claim.investigationId) : { sayable: [], barred: [] };
    const [sayable] = names.sayable;
    // A name that only a confidential case knows is not told, however it was typed here (ENT-7).
    if (sayable === undefined && names.barred.includes(row.personName)) return [];
    const entity =
      row.entityId && sayable !== undefined
        ? { entityId: row.entityId, name: sayable, schema: schemas.get(row.entityId) ?? 'LegalEntity' }
        : null;
    const reply = {
      id: row.id,
      name: sayable ?? row.personName,
      entity,
      askedAt: row.askedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      ...outcome,
      at: outcome.outcome === 'unsaid' ? null : (row.answeredAt?.toISOString() ?? null),
    };
    return [{ claimId: row.claimId, reply }];
  });
  return new Map(
    [...Map.groupBy(told, ({ claimId }) => claimId)].map(([claimId, of]) => [claimId, of.map(({ reply }) => reply)]),
  );
}

const facts = ['askedAt', 'dueAt', 'outcome', 'at', 'answer'] as const;

/** Whether readers would be told something else; another name of somebody is a change of its own. */
export const isToldOtherwise = (before: BasisReply | undefined, after: BasisReply | undefined): boolean =>
  !before || !after || facts.some((fact) => before[fact] !== after[fact]);
