import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import type { Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import { casesNaming, homeOf, isPublic, lockEntities, streamOf } from './home.ts';
import { addNames, allNames, changeNames } from './naming.ts';
import { endsComplaint, isEntitySchema, propertiesOf, schemaLabel } from './rules.ts';
import type { NameInput, PropertiesInput } from './schema.ts';
import {
  addNameInput,
  createEntityInput,
  notSameInput,
  notSameRef,
  updateEntityInput,
  watchEntityInput,
} from './schema.ts';
import { writeValues } from './values.ts';
import { requireVisibleEntity } from './visibility.ts';

interface NewEntity {
  readonly id?: string | undefined;
  readonly schema: string;
  readonly name: string;
  readonly names?: readonly NameInput[];
  readonly properties?: PropertiesInput;
  /** The case it is first named in. */
  readonly originId: string | null;
}

/** Creates the entity and its event inside the caller's command; answers its id. */
export async function addEntity(ctx: CommandContext, { id = ctx.newId(), ...given }: NewEntity): Promise<string> {
  const { tx, actor, now, emit } = ctx;
  const { schema, name, originId } = given;
  if (!isEntitySchema(schema))
    refuse('invalid_input', `${schema} is not a kind of entity. Use Person, Organization, Company, PublicBody ...`);
  if (await tx.entity.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
  await tx.entity.create({
    data: { id, schema, name, originId, createdById: actor.id, createdAt: now, updatedAt: now },
  });
  const names = allNames(name, given.names ?? []);
  await addNames(ctx, { entityId: id, schema, names, originId });
  await writeValues(ctx, { entityId: id, schema, properties: given.properties ?? {}, originId });
  emit({
    stream: await streamOf(tx, originId),
    type: 'entity.created',
    subject: { type: 'entity', id },
    data: { schema, name },
  });
  return id;
}

export const createEntity = command({
  name: 'entity.create',
  input: createEntityInput,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.create'),
  run: async (ctx, { investigationId, ...given }) => ({
    id: await addEntity(ctx, { ...given, originId: investigationId ?? null }),
  }),
});

export const updateEntity = command({
  name: 'entity.update',
  input: updateEntityInput,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.update'),
  run: async (ctx, { entityId, revision, names, properties, investigationId, ...changes }) => {
    const { tx, actor, now, emit } = ctx;
    const { id } = await requireVisibleEntity(tx, actor, entityId);
    // Two people who save at once: the second waits here and then meets the first one's revision.
    const before = found((await lockEntities(ctx, [id])).get(id));
    if (before.mergedIntoId || (revision !== undefined && revision !== before.revision))
      refuse('stale', 'Somebody changed this entity meanwhile. Look at what it says now, then repeat your change.');
    const originId = await homeOf(tx, actor, id, investigationId);
    const stream = await streamOf(tx, originId);
    // What one confidential case adds to a shared entity is not a change that others may notice (ENT-7).
    const unseen = stream === originId && (await isPublic(tx, id));
    if (unseen && (changes.name ?? changes.schema) !== undefined)
      refuse(
        'conflict',
        'The main name and the kind are shared by all cases. Add the name as another one of this case.',
      );
    const schema = changes.schema ?? before.schema;
    if (schema !== before.schema) {
      await refuseLost(tx, id, schema);
      await refuseBrokenEnds(tx, id, schema);
    }
    await writeValues(ctx, { entityId: id, schema, properties: properties ?? {}, originId });
    const main = changes.name ?? before.name;
    if (names || changes.name) await changeNames(ctx, before.name, { entityId: id, schema, main, names, originId });
    const after = unseen ? before.revision : before.revision + 1;
    if (!unseen)
      await tx.entity.update({ where: { id }, data: { schema, name: main, revision: after, updatedAt: now } });
    emit({
      stream,
      type: 'entity.updated',
      subject: { type: 'entity', id },
      data: {
        revision: after,
        ...(changes.schema ? { schema: changes.schema } : {}),
        ...(changes.name ? { name: changes.name } : {}),
        ...(names ? { names: names.map((given) => ({ ...given })) } : {}),
        // Names of the properties only: a value may come from words that not every reader of this trail may see.
        ...(properties ? { properties: Object.keys(properties) } : {}),
        ...((changes.name ?? changes.schema) ? { before: { schema: before.schema, name: before.name } } : {}),
      },
    });
    // A main name is shared by all cases, so each of them may be told of it.
    if (main !== before.name && stream === WORKSPACE_STREAM)
      for (const investigationId of await casesNaming(tx, id))
        emit({
          stream: investigationId,
          type: 'entity.updated',
          subject: { type: 'entity', id },
          data: { revision: after, name: main },
        });
    return { id, revision: after };
  },
});

/** A spelling learnt from the words of a mark, in the case where it stands (ENT-3). Known already: nothing changes. */
export const addName = command({
  name: 'entity.add_name',
  input: addNameInput,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.update'),
  run: async (ctx, { entityId, investigationId, ...name }) => {
    const { tx, actor, emit } = ctx;
    const { id, schema } = await requireVisibleEntity(tx, actor, entityId);
    const originId = await homeOf(tx, actor, id, investigationId);
    const known = await tx.entityName.findFirst({
      where: { entityId: id, name: name.name, OR: [{ originId: null }, ...(originId ? [{ originId }] : [])] },
      select: { id: true },
    });
    if (known) return { id };
    await addNames(ctx, { entityId: id, schema, names: [name], originId });
    emit({
      stream: await streamOf(tx, originId),
      type: 'entity.name_added',
      subject: { type: 'entity', id },
      data: { name: name.name, kind: name.kind },
    });
    return { id };
  },
});

/** They were looked at and are different: never proposed again (ENT-4). */
export const markNotSame = command({
  name: 'entity.not_same',
  input: notSameInput,
  allow: () => on.workspace('entity.merge'),
  run: async (ctx, { entityId, otherId, reason }) => {
    const { tx, actor, now, emit } = ctx;
    const pair = await orderedPair(ctx, entityId, otherId);
    await tx.notSame.createMany({ data: [{ ...pair, reason, byId: actor.id, at: now }], skipDuplicates: true });
    emit({
      stream: await sharedStream(ctx, [pair.aId, pair.bId]),
      type: 'entity.not_same',
      subject: { type: 'entity', id: pair.aId },
      data: { otherId: pair.bId, reason },
    });
    return pair;
  },
});

export const forgetNotSame = command({
  name: 'entity.not_same_undo',
  input: notSameRef,
  allow: () => on.workspace('entity.merge'),
  run: async (ctx, { entityId, otherId }) => {
    const pair = await orderedPair(ctx, entityId, otherId);
    // Decided about either of them, or about one that was merged into it since.
    const forgotten = await ctx.tx.$executeRaw`
      DELETE FROM "NotSame" WHERE LEAST(redthread_root("aId"), redthread_root("bId")) = ${pair.aId}::uuid
        AND GREATEST(redthread_root("aId"), redthread_root("bId")) = ${pair.bId}::uuid`;
    if (forgotten > 0)
      ctx.emit({
        stream: await sharedStream(ctx, [pair.aId, pair.bId]),
        type: 'entity.not_same_undone',
        subject: { type: 'entity', id: pair.aId },
        data: { otherId: pair.bId },
      });
    return pair;
  },
});

async function orderedPair({ tx, actor }: CommandContext, a: string, b: string) {
  const [one, other] = [await requireVisibleEntity(tx, actor, a), await requireVisibleEntity(tx, actor, b)];
  if (one.id === other.id) refuse('conflict', 'These are one and the same entity.');
  return one.id < other.id ? { aId: one.id, bId: other.id } : { aId: other.id, bId: one.id };
}

/** Told in the workspace only when the workspace may know every one of them. */
export async function sharedStream({ tx, actor }: CommandContext, ids: readonly string[]): Promise<string> {
  for (const id of ids) if (!(await isPublic(tx, id))) return streamOf(tx, await homeOf(tx, actor, id, undefined));
  return streamOf(tx, null);
}

/** Tell me of every new mention that I may read. */
export const watchEntity = command({
  name: 'entity.watch',
  input: watchEntityInput,
  allow: () => on.workspace('entity.read'),
  run: async ({ tx, actor, now }, { entityId, on: wanted }) => {
    const { id } = await requireVisibleEntity(tx, actor, entityId);
    const row = { entityId: id, userId: actor.id };
    if (wanted) await tx.entityWatch.createMany({ data: [{ ...row, at: now }], skipDuplicates: true });
    else await tx.entityWatch.deleteMany({ where: row });
    return { id, on: wanted };
  },
});

async function refuseLost(tx: Reader, id: string, schema: string): Promise<void> {
  const known = propertiesOf(schema);
  const values = await tx.entityValue.findMany({
    where: { entityId: id },
    distinct: ['property'],
    select: { property: true },
  });
  const lost = values.map(({ property }) => property).filter((property) => !Object.hasOwn(known, property));
  // Which ones is not said: they may be known from a case that the actor may not read.
  if (lost.length > 0)
    refuse('conflict', `It has values that a ${schemaLabel(schema).toLowerCase()} cannot have. Empty these first.`);
}

/** An entity that stands at the end of a relationship cannot become what may not stand there. */
export async function refuseBrokenEnds(tx: Reader, id: string, schema: string): Promise<void> {
  const links = await tx.relationship.findMany({
    where: { deletedAt: null, OR: [{ fromId: id }, { toId: id }] },
    select: { schema: true, fromId: true, from: { select: { schema: true } }, to: { select: { schema: true } } },
  });
  for (const link of links) {
    const [from, to] = link.fromId === id ? [schema, link.to.schema] : [link.from.schema, schema];
    // Which ones is not said: they may stand in a case that the actor may not read.
    if (endsComplaint(link.schema, from, to))
      refuse('conflict', `It has a relationship that a ${schemaLabel(schema).toLowerCase()} cannot have.`);
  }
}
