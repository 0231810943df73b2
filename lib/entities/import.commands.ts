import { createHash } from 'node:crypto';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { uuid } from '../platform/ids.ts';
import { addEntity } from './commands.ts';
import type { Exchanged, ImportInput } from './exchange.schema.ts';
import { importInput } from './exchange.schema.ts';
import { homeOf } from './home.ts';
import { listingOf } from './lists.rules.ts';
import { decodeLink, decodeThing } from './model/ftm.rules.ts';
import { addNames } from './naming.ts';
import {
  endsComplaint,
  isEntitySchema,
  isLinkSchema,
  isPartialDate,
  propertiesOf,
  tidyDate,
  tidyValue,
  valueComplaint,
} from './rules.ts';
import type { Viewer } from './visibility.ts';
import { visibleEntity, visibleName } from './visibility.ts';
import { visibleValues, writeValues } from './values.ts';

/**
 * Takes in up to 200 entities and relationships in FollowTheMoney's form (ENT-8). An id that is an entity's own, which
 * the actor may see, adds to that entity; any other id is always the same new one in the same case, so that a file sent
 * twice, or again from the middle, makes nothing twice.
 */
export const importEntities = command({
  name: 'entity.import',
  input: importInput,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.create'),
  run: async (ctx, input) => {
    const skipped: { id: string; why: string }[] = [];
    const tally = { created: 0, known: 0, links: 0, skipped };
    for (const item of input.items) {
      const done = isLinkSchema(item.schema) ? await takeLink(ctx, input, item) : await takeThing(ctx, input, item);
      if (done === 'created' || done === 'known' || done === 'links') tally[done] += 1;
      else tally.skipped.push({ id: item.id, why: done });
    }
    return tally;
  },
});

async function visible({ tx, actor }: CommandContext, id: string): Promise<{ id: string; schema: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; schema: string }[]>`
    SELECT e.id, e.schema FROM "Entity" e WHERE e.id = redthread_root(${id}::uuid) AND ${visibleEntity(actor)}`;
  return row;
}

/** The same foreign id is the same entity, for the same readers: two cases that import one list do not meet by it. */
function derived(kind: string, id: string, { investigationId }: ImportInput, viewer: Viewer): string {
  const hash = createHash('sha256')
    .update([kind, investigationId ?? `workspace ${viewer.id}`, id].join('\n'))
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

async function addressOf(ctx: CommandContext, input: ImportInput, id: string): Promise<string> {
  const own = uuid.safeParse(id);
  if (own.success && (await visible(ctx, own.data))) return own.data;
  return derived('entity', id, input, ctx.actor);
}

async function takeThing(ctx: CommandContext, input: ImportInput, item: Exchanged): Promise<string> {
  const { tx, actor, now } = ctx;
  if (!isEntitySchema(item.schema)) return `${item.schema} is not kept here.`;
  const thing = decodeThing(item);
  const name = thing?.name.replace(/\s+/gu, ' ').trim().slice(0, 200);
  if (!thing || !name) return 'It has no name.';
  const id = await addressOf(ctx, input, item.id);
  const properties = usable(item.schema, input.watch ? listed(item.schema, thing.values, input) : thing.values);
  const names = thing.names
    .map((one) => ({ name: one.name.replace(/\s+/gu, ' ').trim().slice(0, 200), kind: one.kind, language: null }))
    .filter((one) => one.name !== '');
  const known = await visible(ctx, id);
  if (known) await addTo(ctx, input, known, [{ name, kind: 'full' as const, language: null }, ...names], properties);
  else {
    if (await tx.entity.findUnique({ where: { id }, select: { id: true } }))
      return 'It is here already, and not for you.';
    await addEntity(ctx, {
      id,
      schema: item.schema,
      name,
      names,
      properties,
      originId: input.investigationId ?? null,
      importedFrom: input.importedFrom,
      pair: input.items.length < 50,
    });
  }
  if (input.watch)
    await tx.entityWatch.createMany({
      data: [{ entityId: known?.id ?? id, userId: actor.id, at: now }],
      skipDuplicates: true,
    });
  return known ? 'known' : 'created';
}

type Values = Readonly<Record<string, readonly string[]>>;

/** Of a watch list: that they are on it stands with everybody on it, if the file itself does not say why. */
function listed(schema: string, values: Values, { watchAs }: ImportInput): Values {
  const topics = values['topics'] ?? [];
  if (!Object.hasOwn(propertiesOf(schema), 'topics') || topics.some((topic) => listingOf(topic))) return values;
  return { ...values, topics: [...topics, watchAs] };
}

/** Values that the schema knows and that fit it; the rest of a foreign file is left behind. */
function usable(schema: string, values: Values): Record<string, { value: string }[]> {
  const known = propertiesOf(schema);
  const fit: Record<string, { value: string }[]> = {};
  for (const [property, list] of Object.entries(values)) {
    if (!Object.hasOwn(known, property)) continue;
    const good = list
      .map((value) => tidyValue(schema, property, value.replace(/\s+/gu, ' ').trim()))
      .filter((value) => value !== '' && valueComplaint(schema, property, value) === undefined);
    if (good.length > 0) fit[property] = good.slice(0, 50).map((value) => ({ value }));
  }
  return fit;
}

type Names = Parameters<typeof addNames>[1]['names'];

/** Adds what is new; nothing that is there is taken away by an import. */
async function addTo(
  ctx: CommandContext,
  input: ImportInput,
  entity: { id: string; schema: string },
  names: Names,
  properties: Record<string, { value: string }[]>,
): Promise<void> {
  const { tx, actor } = ctx;
  const originId = await homeOf(tx, actor, entity.id, input.investigationId);
  const has = await tx.$queryRaw<{ name: string }[]>`
    SELECT n.name FROM "EntityName" n WHERE n."entityId" = ${entity.id}::uuid AND ${visibleName(actor)}`;
  const fresh = names.filter((one) => !has.some(({ name }) => name === one.name));
  await addNames(ctx, { entityId: entity.id, schema: entity.schema, names: fresh, originId });
  const before = await visibleValues(tx, actor, entity.id);
  const all = Object.fromEntries(
    Object.entries(properties).map(([property, list]) => [
      property,
      [...before.filter((row) => row.property === property).map(({ value }) => ({ value })), ...list],
    ]),
  );
  await writeValues(ctx, {
    entityId: entity.id,
    schema: entity.schema,
    properties: all,
    originId,
    importedFrom: input.importedFrom,
  });
}

async function takeLink(ctx: CommandContext, input: ImportInput, item: Exchanged): Promise<string> {
  const { tx, actor, now, emit } = ctx;
  const { investigationId } = input;
  if (!investigationId) return 'A relationship stands in a case: import it into one.';
  const link = decodeLink(item);
  if (!link) return 'It does not say what it links.';
  const [from, to] = [
    await visible(ctx, await addressOf(ctx, input, link.fromId)),
    await visible(ctx, await addressOf(ctx, input, link.toId)),
  ];
  if (!from || !to) return 'One of its ends is not here.';
  const complaint =
    from.id === to.id ? 'Its ends are the same entity.' : endsComplaint(item.schema, from.schema, to.schema);
  if (complaint) return complaint;
  const own = uuid.safeParse(item.id);
  const there = own.success
    ? await tx.relationship.findFirst({ where: { id: own.data, investigationId }, select: { id: true } })
    : null;
  const id = there?.id ?? derived('link', item.id, input, actor);
  if (there ?? (await tx.relationship.findUnique({ where: { id }, select: { id: true } }))) return 'known';
  const date = (value: string | undefined): string | null => {
    const tidy = value && tidyDate(value.slice(0, 10));
    return tidy && isPartialDate(tidy) ? tidy : null;
  };
  await tx.relationship.create({
    data: {
      id,
      schema: item.schema,
      fromId: from.id,
      toId: to.id,
      role: link.role.slice(0, 200),
      startDate: date(link.startDate),
      endDate: date(link.endDate),
      investigationId,
      createdById: actor.id,
      createdAt: now,
    },
  });
  emit({
    stream: investigationId,
    type: 'relationship.created',
    subject: { type: 'relationship', id },
    data: { schema: item.schema, fromId: from.id, toId: to.id, role: link.role, claimIds: [] },
  });
  return 'links';
}
