import type { CommandContext } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { Prisma } from '../platform/db.ts';
import { SAME, compareNames } from './names/compare.rules.ts';
import { glued, tokenise } from './names/letters.rules.ts';
import { isA } from './schemata.rules.ts';
import type { NameInput } from './schema.ts';
import { candidates, commonPartsSql } from './search.ts';
import { visibleName } from './visibility.ts';

/** What the index finds a name by: its parts, and all of them glued ("Good Will" is found by "Goodwill"). */
export function tokensOf(name: string): string[] {
  const parts = [...new Set(tokenise(name))];
  const whole = glued(name);
  return parts.length > 1 && parts.length < 7 ? [...parts.filter((one) => one !== whole), whole] : parts;
}

/** The main name first, as a full one; no spelling twice. */
export function allNames(name: string, names: readonly NameInput[]): readonly NameInput[] {
  const kept = new Map<string, NameInput>([[name, { name, kind: 'full', language: null }]]);
  for (const other of names) {
    const main = other.name === name && other.kind === 'alias';
    if (!main) kept.set(other.name, other);
  }
  return [...kept.values()];
}

interface NewNames {
  readonly entityId: string;
  readonly schema: string;
  readonly names: readonly NameInput[];
  readonly originId: string | null;
}

export async function addNames(ctx: CommandContext, given: NewNames): Promise<void> {
  const rows = await insertNames(ctx, [given]);
  for (const row of rows) await pairUp(ctx, row, given.schema);
}

/** Names of many entities in one statement; whoever adds them pairs them up. */
export async function insertNames(ctx: CommandContext, many: readonly NewNames[]) {
  const rows = many.flatMap(({ entityId, schema, names, originId }) =>
    names.map(({ name, kind, language }) => ({
      id: ctx.newId(),
      entityId,
      name,
      kind,
      language,
      originId,
      schema,
    })),
  );
  if (rows.length === 0) return rows;
  // Lists, not a parameter for each field: a hundred names are one short statement, and nobody waits while it is made.
  await ctx.tx.$executeRaw`
    INSERT INTO "EntityName" (id, "entityId", name, kind, language, tokens, "originId", "byId", at)
    SELECT r.id, r.entity, r.name, r.kind::"NameKind", NULLIF(r.language, ''), string_to_array(r.tokens, ' '),
      NULLIF(r.origin, '')::uuid, ${ctx.actor.id}::uuid, ${ctx.now}
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ entityId }) => entityId)}::uuid[],
      ${rows.map(({ name }) => name)}::text[], ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ language }) => language ?? '')}::text[], ${rows.map(({ name }) => tokensOf(name).join(' '))}::text[],
      ${rows.map(({ originId }) => originId ?? '')}::text[]) AS r(id, entity, name, kind, language, tokens, origin)`;
  return rows;
}

/** Names that several people go by tell nothing about duplicates: a nickname, a surname alone. */
const tellsDuplicates = (name: string, kind: string, schema: string): boolean =>
  kind !== 'nickname' && kind !== 'weak' && (schema !== 'Person' || tokenise(name).length > 1);

/** Who may be the same as whom: one kind descends from the other. */
export const canBeSame = (a: string, b: string): boolean => isA(a, b) || isA(b, a);

const MOST = 12;

/**
 * Remembers which names of others a name may be the same as (ENT-4). It looks at all names, also hidden ones; the queue
 * shows a pair only to those who may see both.
 */
export async function pairUp(
  { tx }: CommandContext,
  name: { readonly id: string; readonly entityId: string; readonly name: string; readonly kind: string },
  schema: string,
): Promise<void> {
  if (!tellsDuplicates(name.name, name.kind, schema)) return;
  const found = await candidates(tx, null, { q: name.name });
  const ids = found.filter((one) => one.id !== name.entityId && canBeSame(one.schema, schema)).map(({ id }) => id);
  if (ids.length === 0) return;
  const schemas = new Map(found.map((one) => [one.id, one.schema]));
  const others = await tx.entityName.findMany({
    where: { entityId: { in: ids } },
    select: { id: true, entityId: true, name: true, kind: true },
  });
  const pairs = others
    .filter((other) => tellsDuplicates(other.name, other.kind, schemas.get(other.entityId) ?? schema))
    .map((other) => ({ id: other.id, score: compareNames(name.name, other.name, schema) }))
    .filter(({ score }) => score >= SAME)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
  await tx.duplicatePair.createMany({
    data: pairs.map(({ id, score }) => ({
      aNameId: id < name.id ? id : name.id,
      bNameId: id < name.id ? name.id : id,
      score,
    })),
    skipDuplicates: true,
  });
}

/** So many new names are compared at once with everything that they may be; of more, only what a merge could rest on. */
const THOROUGHLY = 25;

/** The same for many names, each with the schema of its entity. */
export async function pairAll(
  ctx: CommandContext,
  rows: readonly (Parameters<typeof pairUp>[1] & { readonly schema: string })[],
): Promise<void> {
  const telling = rows.filter((row) => tellsDuplicates(row.name, row.kind, row.schema));
  if (telling.length <= THOROUGHLY) for (const row of telling) await pairUp(ctx, row, row.schema);
  else await pairByParts(ctx, telling);
}

interface Meeting {
  readonly nameId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly schema: string;
}

/**
 * Who has all parts of a name, in whatever order, or the same letters with the spaces elsewhere; and who has all but one,
 * and that one with a slip. Two questions, however many names.
 */
async function pairByParts(
  { tx }: CommandContext,
  names: readonly (Parameters<typeof pairUp>[1] & { schema: string })[],
) {
  const ids = names.map(({ id }) => id);
  const found = [...(await withSameParts(tx, ids)), ...(await withOneSlip(tx, ids))];
  const of = new Map(names.map((row) => [row.id, row]));
  const pairs = new Map<string, { aNameId: string; bNameId: string; score: number }>();
  for (const other of found) {
    const own = of.get(other.nameId);
    if (!own || !canBeSame(own.schema, other.schema) || !tellsDuplicates(other.name, other.kind, other.schema))
      continue;
    const score = compareNames(own.name, other.name, own.schema);
    const [aNameId, bNameId] = own.id < other.id ? [own.id, other.id] : [other.id, own.id];
    if (score >= SAME) pairs.set(`${aNameId} ${bNameId}`, { aNameId, bNameId, score });
  }
  const rows = [...pairs.values()];
  await tx.$executeRaw`
    INSERT INTO "DuplicatePair" ("aNameId", "bNameId", score)
    SELECT * FROM unnest(${rows.map(({ aNameId }) => aNameId)}::uuid[], ${rows.map(({ bNameId }) => bNameId)}::uuid[],
      ${rows.map(({ score }) => score)}::float8[]) ON CONFLICT DO NOTHING`;
}

const withSameParts = (tx: CommandContext['tx'], ids: readonly string[]): Promise<Meeting[]> =>
  tx.$queryRaw<Meeting[]>`
    SELECT n.id AS "nameId", f.* FROM "EntityName" n CROSS JOIN LATERAL (
      SELECT o.id, o.name, o.kind::text AS kind, e.schema
      FROM "EntityName" o JOIN "Entity" e ON e.id = o."entityId" AND e."mergedIntoId" IS NULL
      WHERE (o.tokens @> redthread_parts(n.tokens) OR o.tokens && ARRAY[array_to_string(redthread_parts(n.tokens), '')])
        AND o."entityId" <> n."entityId" LIMIT ${MOST}) f
    WHERE n.id = ANY (${[...ids]}::uuid[]) AND cardinality(n.tokens) > 0`;

/** A part that more names have than this is no slip of another that is as common. */
const COMMON = 50;

/**
 * A slip makes a word that few have. So of the two spellings one at least is rare: what is looked for is either a rare
 * part of these names in any spelling that is near, or a common one in the rare spellings near it, always with all other
 * parts of the name beside it.
 */
const withOneSlip = (tx: CommandContext['tx'], ids: readonly string[]): Promise<Meeting[]> =>
  tx.$queryRaw<Meeting[]>`
    WITH common AS MATERIALIZED (
      SELECT k.token FROM (${commonPartsSql}) k WHERE k.share * k.names > ${COMMON}),
    own AS MATERIALIZED (
      SELECT n.id, n."entityId", redthread_parts(n.tokens) AS parts FROM "EntityName" n
      WHERE n.id = ANY (${[...ids]}::uuid[]) AND cardinality(redthread_parts(n.tokens)) BETWEEN 2 AND 6),
    near AS MATERIALIZED (
      SELECT t.token, array_agg(k.token) AS spellings
      FROM (SELECT DISTINCT p.token FROM own CROSS JOIN LATERAL unnest(own.parts) p(token) WHERE p.token ~ '^[a-z]{4,40}$') t
      CROSS JOIN LATERAL redthread_near_parts(t.token) k(token)
      WHERE k.token <> t.token AND levenshtein_less_equal(k.token, t.token, 2) <= 2
        AND (t.token NOT IN (SELECT token FROM common) OR k.token NOT IN (SELECT token FROM common))
      GROUP BY t.token)
    SELECT own.id AS "nameId", f.* FROM own CROSS JOIN LATERAL unnest(own.parts) p(token) JOIN near USING (token)
    CROSS JOIN LATERAL (
      SELECT o.id, o.name, o.kind::text AS kind, e.schema
      FROM "EntityName" o JOIN "Entity" e ON e.id = o."entityId" AND e."mergedIntoId" IS NULL
      WHERE o.tokens && near.spellings AND o.tokens @> array_remove(own.parts, p.token) AND o."entityId" <> own."entityId"
      LIMIT ${MOST}) f`;

interface NameChange {
  readonly entityId: string;
  readonly schema: string;
  readonly main: string;
  /** All names besides the main one that the actor wants to be there; absent: only the main one changes. */
  readonly names: readonly NameInput[] | undefined;
  readonly originId: string | null;
}

/**
 * Makes the names that the actor can see these; a name that stays keeps its row, and with it where it came from and what
 * a split may give back. Names that the actor cannot see stay.
 */
export async function changeNames(ctx: CommandContext, before: string, change: NameChange): Promise<void> {
  const { tx, actor } = ctx;
  const rows = await tx.$queryRaw<{ id: string; name: string; kind: NameInput['kind']; language: string | null }[]>(
    Prisma.sql`SELECT n.id, n.name, n.kind::text AS kind, n.language FROM "EntityName" n
      WHERE n."entityId" = ${change.entityId}::uuid AND ${visibleName(actor)} ORDER BY n.id`,
  );
  const others = change.names ?? rows.filter(({ name }) => name !== before);
  const wanted = allNames(change.main, others);
  const left = new Map(wanted.map((name) => [name.name, name]));
  const gone: string[] = [];
  for (const row of rows) {
    const same = left.get(row.name);
    left.delete(row.name);
    if (!same && !wanted.some(({ name }) => name === row.name)) gone.push(row.id);
    else if (same && (same.kind !== row.kind || same.language !== row.language))
      await tx.entityName.update({ where: { id: row.id }, data: { kind: same.kind, language: same.language } });
  }
  if (wanted.length === 0) refuse('invalid_input', 'An entity has at least one name.');
  await tx.entityName.deleteMany({ where: { id: { in: gone } } });
  await addNames(ctx, { ...change, names: [...left.values()] });
}
