import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { WORKSPACE_STREAM } from '../platform/ids.ts';
import type { StoredProperties, Valued } from './rules.ts';
import { endsComplaint, isEntitySchema, propertiesOf, schemaLabel } from './rules.ts';
import type { NameInput, PropertiesInput } from './schema.ts';
import { createEntityInput, createRelationshipInput, relationshipRef, updateEntityInput } from './schema.ts';
import { readableAnnotations, readProperties } from './stored.ts';
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
  const { tx, actor, now, newId, emit } = ctx;
  if (!isEntitySchema(given.schema))
    refuse(
      'invalid_input',
      `${given.schema} is not a kind of entity. Use Person, Organization, Company, PublicBody ...`,
    );
  if (await tx.entity.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
  const properties = await written(ctx, given.schema, {}, given.properties ?? {});
  await tx.entity.create({
    data: {
      id,
      schema: given.schema,
      name: given.name,
      properties: json(properties),
      originId: given.originId,
      createdById: actor.id,
      createdAt: now,
      updatedAt: now,
      names: { create: allNames(given.name, given.names ?? []).map((name) => ({ id: newId(), ...name })) },
    },
  });
  emit({
    stream: await streamOf(tx, given.originId),
    type: 'entity.created',
    subject: { type: 'entity', id },
    data: { schema: given.schema, name: given.name },
  });
  return id;
}

/** What happens to an entity that was born in a confidential case is told in that case alone (ENT-7). */
async function streamOf(tx: Reader, originId: string | null): Promise<string> {
  if (!originId) return WORKSPACE_STREAM;
  const origin = await tx.investigation.findUnique({ where: { id: originId }, select: { confidential: true } });
  return origin?.confidential ? originId : WORKSPACE_STREAM;
}

/** The main name first, as a full one; no spelling twice. */
function allNames(name: string, names: readonly NameInput[]): readonly NameInput[] {
  const kept = new Map<string, NameInput>([[name, { name, kind: 'full', language: null }]]);
  for (const other of names) {
    const main = other.name === name && other.kind === 'alias';
    if (!main) kept.set(other.name, other);
  }
  return [...kept.values()];
}

/**
 * The properties after a change: a value that was there keeps where it came from, a new one comes from the actor or from
 * the annotation they name. Values that the actor may not see are not theirs to take away.
 */
async function written(
  { tx, actor, now }: CommandContext,
  schema: string,
  before: StoredProperties,
  changes: PropertiesInput,
): Promise<StoredProperties> {
  const known = propertiesOf(schema);
  const after: Record<string, readonly Valued[]> = { ...before };
  const cited = [...Object.values(before), ...Object.values(changes)].flatMap((values) =>
    values.flatMap((value) => ('annotationId' in value && value.annotationId ? [value.annotationId] : [])),
  );
  const readable = await readableAnnotations(tx, actor, cited);
  for (const [property, values] of Object.entries(changes)) {
    if (!(property in known))
      refuse('invalid_input', `A ${schemaLabel(schema).toLowerCase()} has no property "${property}".`, [
        { path: `properties.${property}`, message: 'There is no such property.' },
      ]);
    const old = before[property] ?? [];
    const kept = old.filter(({ annotationId }) => annotationId && !readable.has(annotationId));
    const given = values.map((value): Valued => {
      const annotationId = 'annotationId' in value ? value.annotationId : undefined;
      if (annotationId && !readable.has(annotationId)) refuse('not_found', 'The mark that a value names is not there.');
      const same = old.find((was) => was.value === value.value && (!annotationId || was.annotationId === annotationId));
      if (same) return same;
      const stamp = { value: value.value, byId: actor.id, at: now.toISOString() };
      return annotationId ? { ...stamp, origin: 'annotation', annotationId } : { ...stamp, origin: 'person' };
    });
    const all = [...kept, ...given].filter((value, index, list) => list.indexOf(value) === index);
    if (all.length > 0) after[property] = all;
    else Reflect.deleteProperty(after, property);
  }
  return after;
}

const json = (properties: StoredProperties): Prisma.InputJsonObject =>
  Object.fromEntries(
    Object.entries(properties).map(([property, values]) => [property, values.map((value) => ({ ...value }))]),
  );

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
  allow: () => on.workspace('entity.update'),
  run: async (ctx, { entityId: id, revision, names, properties, ...changes }) => {
    const { tx, actor, now, newId, emit } = ctx;
    await requireVisibleEntity(tx, actor, id);
    // Two people who save at once: the second waits here and then meets the first one's revision.
    await tx.$queryRaw`SELECT 1 FROM "Entity" WHERE id = ${id}::uuid FOR UPDATE`;
    const before = found(await tx.entity.findUnique({ where: { id }, include: { names: true } }));
    if (revision !== undefined && revision !== before.revision)
      refuse('stale', 'Somebody changed this entity meanwhile. Look at what it says now, then repeat your change.');
    const schema = changes.schema ?? before.schema;
    const name = changes.name ?? before.name;
    const stored = readProperties(before.properties);
    if (changes.schema && changes.schema !== before.schema) {
      refuseLost(changes.schema, stored);
      await refuseBrokenEnds(tx, id, changes.schema);
    }
    const after = await written(ctx, schema, stored, properties ?? {});
    await tx.entity.update({
      where: { id },
      data: { schema, name, properties: json(after), revision: { increment: 1 }, updatedAt: now },
    });
    if (names || changes.name) {
      const others = names ?? before.names.filter((old) => old.name !== before.name);
      await tx.entityName.deleteMany({ where: { entityId: id } });
      await tx.entityName.createMany({
        data: allNames(name, others).map(({ name: spelling, kind, language }) => ({
          id: newId(),
          entityId: id,
          name: spelling,
          kind,
          language,
        })),
      });
    }
    emit({
      stream: await streamOf(tx, before.originId),
      type: 'entity.updated',
      subject: { type: 'entity', id },
      data: {
        revision: before.revision + 1,
        ...(changes.schema ? { schema: changes.schema } : {}),
        ...(changes.name ? { name: changes.name } : {}),
        ...(names ? { names: names.map((given) => ({ ...given })) } : {}),
        // Names of the properties only: a value may come from words that not every reader of this trail may see.
        ...(properties ? { properties: Object.keys(properties) } : {}),
        before: { schema: before.schema, name: before.name },
      },
    });
    return { id, revision: before.revision + 1 };
  },
});

function refuseLost(schema: string, properties: StoredProperties): void {
  const known = propertiesOf(schema);
  const lost = Object.keys(properties).filter((property) => !(property in known));
  if (lost.length > 0)
    refuse(
      'conflict',
      `A ${schemaLabel(schema).toLowerCase()} has no ${lost.join(', ')}. Empty these properties first.`,
    );
}

/** An entity that stands at the end of a relationship cannot become what may not stand there. */
async function refuseBrokenEnds(tx: Reader, id: string, schema: string): Promise<void> {
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

export const createRelationship = command({
  name: 'relationship.create',
  input: createRelationshipInput,
  allow: ({ investigationId }) => on.investigation('relationship.create', investigationId),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), claimIds, startDate, endDate, ...link }) => {
    if (await tx.relationship.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    const from = await requireVisibleEntity(tx, actor, link.fromId);
    const to = await requireVisibleEntity(tx, actor, link.toId);
    const complaint = endsComplaint(link.schema, from.schema, to.schema);
    if (complaint) refuse('invalid_input', complaint);
    const claims = [...new Set(claimIds)];
    const known = await tx.claim.count({ where: { id: { in: claims }, investigationId: link.investigationId } });
    if (known < claims.length) refuse('not_found', 'A claim that should carry this is not in this case.');
    await tx.relationship.create({
      data: {
        ...link,
        id,
        startDate: startDate ?? null,
        endDate: endDate ?? null,
        createdById: actor.id,
        createdAt: now,
        claims: { create: claims.map((claimId) => ({ claimId })) },
      },
    });
    emit({
      stream: link.investigationId,
      type: 'relationship.created',
      subject: { type: 'relationship', id },
      data: { schema: link.schema, fromId: link.fromId, toId: link.toId, role: link.role, claimIds: claims },
    });
    return { id };
  },
});

export const removeRelationship = command({
  name: 'relationship.remove',
  input: relationshipRef,
  allow: ({ relationshipId }) => on.relationship('relationship.create', relationshipId),
  run: async ({ tx, now, emit }, { relationshipId: id }) => {
    const { count } = await tx.relationship.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: now } });
    if (count === 0) refuse('not_found', 'This relationship was already removed.');
    const { investigationId } = await tx.relationship.findUniqueOrThrow({ where: { id } });
    emit({ stream: investigationId, type: 'relationship.removed', subject: { type: 'relationship', id } });
    return { id };
  },
});
