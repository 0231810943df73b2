import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { Prisma } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { refuseBrokenEnds } from './commands.ts';
import { homeOf, isPublic, lockEntities, streamOf } from './home.ts';
import { canBeSame } from './naming.ts';
import { isA, propertiesOf, schemaLabel } from './rules.ts';
import { entityLook, mergeInput, splitInput } from './schema.ts';
import { requireVisibleEntity } from './visibility.ts';

type Moved = 'name' | 'value' | 'mention' | 'speaker' | 'from' | 'to' | 'loop' | 'note' | 'dropped';

/** What of an entity a merge hands over, and a split hands back: table and column by kind. */
const owned = {
  name: { table: 'EntityName', column: 'entityId' },
  value: { table: 'EntityValue', column: 'entityId' },
  mention: { table: 'Annotation', column: 'entityId' },
  speaker: { table: 'Claim', column: 'speakerId' },
  from: { table: 'Relationship', column: 'fromId' },
  to: { table: 'Relationship', column: 'toId' },
  note: { table: 'EntityNote', column: 'entityId' },
} as const;
type Owned = keyof typeof owned;
const kinds: readonly Owned[] = ['name', 'value', 'mention', 'speaker', 'from', 'to', 'note'];

/** Rows of `kind` that belong to `from` become `to`'s; answers their ids. */
async function handOver(
  { tx }: Pick<CommandContext, 'tx'>,
  kind: Owned,
  from: string,
  to: string,
  only: Prisma.Sql = Prisma.empty,
): Promise<string[]> {
  const { table, column } = owned[kind];
  const [t, c] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE ${t} SET ${c} = ${to}::uuid WHERE ${c} = ${from}::uuid ${only} RETURNING id`;
  return rows.map(({ id }) => id);
}

const notALoop = (other: string): Prisma.Sql => Prisma.sql`AND "fromId" <> ${other}::uuid AND "toId" <> ${other}::uuid`;

/**
 * Merges an entity into another one (ENT-4). Everything that it has is handed over and written down row by row, so that
 * a split hands back exactly that. Both are locked first; a link to either waits and then meets the survivor.
 */
export const mergeEntities = command({
  name: 'entity.merge',
  input: mergeInput,
  allow: () => on.workspace('entity.merge'),
  run: async (ctx, { entityId, into, reason, drop, ...choice }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const [from, to] = [await requireVisibleEntity(tx, actor, entityId), await requireVisibleEntity(tx, actor, into)];
    if (from.id === to.id) refuse('conflict', 'These are one and the same entity already.');
    const locked = await lockEntities(ctx, [from.id, to.id]);
    const [fromRow, toRow] = [found(locked.get(from.id)), found(locked.get(to.id))];
    if (fromRow.mergedIntoId ?? toRow.mergedIntoId)
      refuse('stale', 'One of the two was merged just now. Look again, then repeat.');
    await refuseMerge(ctx, fromRow, toRow);
    const home = (await isPublic(tx, from.id)) ? null : await homeOf(tx, actor, from.id, undefined);
    const stream = await streamOf(tx, home);
    // A shared entity that takes in a secret one shows nothing of it to others, not even that it changed (ENT-7).
    const unseen = stream !== WORKSPACE_STREAM && (await isPublic(tx, to.id));
    const { schema, name } = chosenLook(fromRow, toRow, choice, unseen);
    const mergeId = newId();
    await tx.entityMerge.create({
      data: {
        id: mergeId,
        fromId: from.id,
        intoId: to.id,
        reason,
        before: { name: toRow.name, schema: toRow.schema },
        chosen: { name, schema },
        originId: stream === WORKSPACE_STREAM ? null : stream,
        byId: actor.id,
        at: now,
      },
    });
    const moved = await moveAll(ctx, from.id, to.id, drop);
    await tx.mergedRow.createMany({ data: moved.map((row) => ({ mergeId, ...row })) });
    await refuseUnfit(ctx, to.id, schema, choice.name);
    await tx.$executeRaw`
      INSERT INTO "EntityWatch" ("entityId", "userId", at)
      SELECT ${to.id}::uuid, "userId", ${now} FROM "EntityWatch" WHERE "entityId" = ${from.id}::uuid ON CONFLICT DO NOTHING`;
    await tx.entity.update({ where: { id: from.id }, data: { mergedIntoId: to.id } });
    if (!unseen)
      await tx.entity.update({
        where: { id: to.id },
        data: { name, schema, revision: { increment: 1 }, updatedAt: now },
      });
    const data = { fromId: from.id, intoId: to.id, mergeId };
    emit({
      stream,
      type: 'entity.merged',
      subject: { type: 'entity', id: to.id },
      data: { ...data, reason, chosen: { name, schema }, before: { from: fromRow.name, into: toRow.name } },
    });
    for (const investigationId of await casesOf(ctx, moved))
      if (investigationId !== stream)
        emit({ stream: investigationId, type: 'entity.merged', subject: { type: 'entity', id: to.id }, data });
    return { id: to.id, fromId: from.id, mergeId };
  },
});

interface Look {
  readonly name: string;
  readonly schema: string;
}

/** What the survivor is called and is: as chosen, else as it was, by the narrower of the two kinds. */
function chosenLook(
  from: Look,
  to: Look,
  choice: { readonly name?: string | undefined; readonly schema?: string | undefined },
  unseen: boolean,
): Look {
  if (unseen && ((choice.name ?? to.name) !== to.name || (choice.schema ?? to.schema) !== to.schema))
    refuse('conflict', 'The one that stays is shared by all cases: its main name and kind stay as they are.');
  const narrower = isA(from.schema, to.schema) ? from.schema : to.schema;
  const schema = choice.schema ?? (unseen ? to.schema : narrower);
  if (!isA(schema, from.schema) && !isA(schema, to.schema))
    refuse('invalid_input', `Keep one of the two kinds: ${from.schema} or ${to.schema}.`);
  return { schema, name: choice.name ?? to.name };
}

/** What stands against a merge, told before anything is moved. */
async function refuseMerge(
  { tx }: CommandContext,
  from: { readonly id: string; readonly schema: string },
  into: { readonly id: string; readonly schema: string },
): Promise<void> {
  if (!canBeSame(from.schema, into.schema))
    refuse(
      'conflict',
      `A ${schemaLabel(from.schema).toLowerCase()} and a ${schemaLabel(into.schema).toLowerCase()} cannot be the same. Change the kind of one of them first.`,
    );
  const [not] = await tx.$queryRaw<{ aId: string }[]>`
    SELECT "aId" FROM "NotSame" WHERE LEAST(redthread_root("aId"), redthread_root("bId")) = LEAST(${from.id}::uuid, ${into.id}::uuid)
      AND GREATEST(redthread_root("aId"), redthread_root("bId")) = GREATEST(${from.id}::uuid, ${into.id}::uuid) LIMIT 1`;
  if (not) refuse('conflict', 'Somebody found that these are two. Take that back first, if you know better.');
  // The survivor's address is everybody's afterwards, and tells when it was made.
  if ((await isPublic(tx, from.id)) && !(await isPublic(tx, into.id)))
    refuse(
      'conflict',
      'Only a confidential case knows the one that should stay. Merge the other way round: what is confidential stays so.',
    );
}

/** The survivor keeps a kind that fits what it has now, and a main name that it has. */
async function refuseUnfit(
  { tx }: CommandContext,
  id: string,
  schema: string,
  name: string | undefined,
): Promise<void> {
  await refuseBrokenEnds(tx, id, schema);
  const values = await tx.entityValue.findMany({ where: { entityId: id }, select: { property: true } });
  const known = propertiesOf(schema);
  if (values.some(({ property }) => !Object.hasOwn(known, property)))
    refuse('conflict', `A ${schemaLabel(schema).toLowerCase()} cannot have all of their values. Keep the other kind.`);
  if (name === undefined) return;
  const has = await tx.entityName.findFirst({ where: { entityId: id, name }, select: { originId: true } });
  if (!has) refuse('invalid_input', 'The main name must be a name of one of the two.');
}

async function moveAll(ctx: CommandContext, from: string, to: string, drop: readonly string[]) {
  const { tx, now } = ctx;
  const moved: { kind: Moved; rowId: string }[] = [];
  const note = (kind: Moved, ids: readonly string[]): void => {
    for (const rowId of ids) moved.push({ kind, rowId });
  };
  const unwanted = Prisma.sql`AND id = ANY (${[...drop]}::uuid[])`;
  const wanted = Prisma.sql`AND NOT id = ANY (${[...drop]}::uuid[])`;
  // What is not wanted rests with the merged one: its own stays there, the survivor's goes there until the split.
  note('dropped', await handOver(ctx, 'value', to, from, unwanted));
  const rest = new Set(moved.map(({ rowId }) => rowId));
  const loops = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Relationship" SET "deletedAt" = ${now} WHERE "deletedAt" IS NULL
      AND (("fromId" = ${from}::uuid AND "toId" = ${to}::uuid) OR ("fromId" = ${to}::uuid AND "toId" = ${from}::uuid))
    RETURNING id`;
  note(
    'loop',
    loops.map(({ id }) => id),
  );
  for (const kind of kinds) {
    const only = kind === 'value' ? wanted : kind === 'from' || kind === 'to' ? notALoop(to) : Prisma.empty;
    note(
      kind,
      (await handOver(ctx, kind, from, to, only)).filter((id) => !rest.has(id)),
    );
  }
  return moved;
}

/** The cases in which what was moved stands: their readers' screens follow. Of a confidential one only itself is told. */
async function casesOf({ tx }: CommandContext, moved: readonly { kind: Moved; rowId: string }[]): Promise<string[]> {
  const of = (...wanted: readonly Moved[]): string[] =>
    moved.filter(({ kind }) => wanted.includes(kind)).map(({ rowId }) => rowId);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "investigationId" AS id FROM "Annotation" WHERE id = ANY (${of('mention')}::uuid[]) AND visibility = 'case'
    UNION SELECT "investigationId" FROM "Relationship" WHERE id = ANY (${of('from', 'to', 'loop')}::uuid[])
    UNION SELECT "investigationId" FROM "Claim" WHERE id = ANY (${of('speaker')}::uuid[])
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

/**
 * Takes a merge back: each of the two has again what it had, as far as it still stands where the merge put it; what came
 * later stays with the survivor (ENT-4). Named by the merged one, or by the survivor for its latest merge.
 */
export const splitEntity = command({
  name: 'entity.split',
  input: splitInput,
  allow: () => on.workspace('entity.merge'),
  run: async (ctx, { entityId, mergeId, reason }) => {
    const { tx, actor, now, emit } = ctx;
    const survivor = await requireVisibleEntity(tx, actor, entityId);
    const merge = found(
      await tx.entityMerge.findFirst({
        where: {
          endedAt: null,
          ...(mergeId ? { id: mergeId } : {}),
          ...(survivor.id === entityId && !mergeId ? { intoId: entityId } : {}),
          ...(survivor.id === entityId ? {} : { fromId: entityId }),
        },
        orderBy: { at: 'desc' },
      }),
      'There is no merge of this to take back.',
    );
    // The address of the merged one must lead this person somewhere, and here: then they may know of the merge.
    const standing = await requireVisibleEntity(tx, actor, merge.fromId);
    if (standing.id !== survivor.id) refuse('not_found', 'There is no merge of this to take back.');
    const locked = await lockEntities(ctx, [merge.fromId, merge.intoId, standing.id]);
    const again = await tx.entityMerge.findUniqueOrThrow({ where: { id: merge.id } });
    const root = found(locked.get(standing.id));
    if (again.endedAt || root.mergedIntoId)
      refuse('stale', 'Somebody changed this meanwhile. Look again, then repeat.');
    await tx.entity.update({ where: { id: merge.fromId }, data: { mergedIntoId: null } });
    const moved = await handBack(ctx, merge, standing.id);
    await restoreLook(ctx, merge, locked.get(merge.intoId));
    await tx.entityMerge.update({
      where: { id: merge.id },
      data: { endedAt: now, endedById: actor.id, endReason: reason },
    });
    const data = { fromId: merge.fromId, intoId: standing.id, mergeId: merge.id };
    const stream = merge.originId ?? WORKSPACE_STREAM;
    emit({ stream, type: 'entity.split', subject: { type: 'entity', id: merge.fromId }, data: { ...data, reason } });
    for (const investigationId of await casesOf(ctx, moved))
      if (investigationId !== stream)
        emit({ stream: investigationId, type: 'entity.split', subject: { type: 'entity', id: merge.fromId }, data });
    return { id: merge.fromId, intoId: standing.id };
  },
});

interface MergeRow {
  readonly id: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly before: unknown;
  readonly chosen: unknown;
  readonly originId: string | null;
}

async function handBack(ctx: CommandContext, merge: MergeRow, root: string) {
  const { tx } = ctx;
  const rows = await tx.mergedRow.findMany({ where: { mergeId: merge.id }, select: { kind: true, rowId: true } });
  const of = (kind: Moved): Prisma.Sql =>
    Prisma.sql`AND id = ANY (${rows.filter((row) => row.kind === kind).map(({ rowId }) => rowId)}::uuid[])`;
  const home: string[] = [];
  for (const kind of kinds) home.push(...(await handOver(ctx, kind, root, merge.fromId, of(kind))));
  home.push(...(await handOver(ctx, 'value', merge.fromId, merge.intoId, of('dropped'))));
  await tx.$executeRaw`UPDATE "Relationship" SET "deletedAt" = NULL WHERE true ${of('loop')}`;
  // A later merge took these along; they are no longer among what its own split would hand back.
  await tx.$executeRaw`
    DELETE FROM "MergedRow" w USING "EntityMerge" m
    WHERE m.id = w."mergeId" AND m."endedAt" IS NULL AND m.id <> ${merge.id}::uuid AND w."rowId" = ANY (${home}::uuid[])
      AND m.at >= (SELECT at FROM "EntityMerge" WHERE id = ${merge.id}::uuid)`;
  return rows;
}

/** The survivor is called again what it was called, unless somebody has renamed it since. */
async function restoreLook(
  { tx, now }: CommandContext,
  merge: MergeRow,
  into: { readonly id: string; readonly name: string; readonly schema: string } | undefined,
): Promise<void> {
  const [before, chosen] = [entityLook.parse(merge.before), entityLook.parse(merge.chosen)];
  if (!into) return;
  const look = {
    ...(into.name === chosen.name ? { name: before.name } : {}),
    ...(into.schema === chosen.schema ? { schema: before.schema } : {}),
  };
  // A merge that only a confidential case knew ends as quietly as it began.
  const told = merge.originId === null || before.name !== chosen.name || before.schema !== chosen.schema;
  if (!told) return;
  await tx.entity.update({
    where: { id: into.id },
    data: { ...look, revision: { increment: 1 }, updatedAt: now },
  });
}
