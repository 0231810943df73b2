import type { CommandContext } from '../platform/command.ts';
import type { Exchanged, ImportInput } from './exchange.schema.ts';
import { MOST_VALUES } from './exchange.schema.ts';
import { homeOf, lockEntities, publicOf, streamOf } from './home.ts';
import type { Addresses, Stub } from './import-addresses.ts';
import { listingOf } from './lists.rules.ts';
import { decodeThing } from './model/ftm.rules.ts';
import { allNames, insertNames, pairAll } from './naming.ts';
import { insertPointers, newPointers } from './pointers.ts';
import { isEntitySchema, pointersOf, propertiesOf, tidyValue, valueComplaint } from './rules.ts';
import type { NameInput } from './schema.ts';
import { visibleValuesOf } from './values.ts';
import { visibleName } from './visibility.ts';

/** What a batch says of one entity, all its lines together. */
interface Said extends Stub {
  readonly name: string;
  readonly names: NameInput[];
  readonly values: Map<string, Set<string>>;
  readonly pointers: Map<string, Set<string>>;
}

export interface TakenThings {
  readonly created: number;
  readonly known: number;
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
}

/** Takes in the things of a batch in a few statements, however many they are. */
export async function takeThings(
  ctx: CommandContext,
  input: ImportInput,
  items: readonly Exchanged[],
  addresses: Addresses,
): Promise<TakenThings> {
  const skipped: { id: string; why: string }[] = [];
  const fresh = new Map<string, Said>();
  const known = new Map<string, Said>();
  let again = 0;
  for (const item of items) {
    const line = read(item);
    if (typeof line === 'string') {
      skipped.push({ id: item.id, why: line });
      continue;
    }
    const found = addresses.find(item.id);
    const address = found?.id ?? addresses.fresh(item.id);
    if (!address) {
      skipped.push({ id: item.id, why: 'It is here already, and not for you.' });
      continue;
    }
    if (found) again += 1;
    else addresses.made(address, item.schema);
    const into = found && !fresh.has(address) ? known : fresh;
    const said = into.get(address) ?? begin(found ?? { id: address, schema: item.schema }, line.name);
    into.set(address, said);
    if (into === known || said.name !== line.name)
      said.names.push({ name: line.name, kind: 'full' as const, language: null });
    said.names.push(...line.names);
    gather(said, input.watch ? listed(item.schema, line.values, input) : line.values, addresses);
  }
  await make(ctx, input, [...fresh.values()]);
  await add(ctx, input, [...known.values()]);
  if (input.watch)
    await ctx.tx.entityWatch.createMany({
      data: [...fresh.keys(), ...known.keys()].map((entityId) => ({ entityId, userId: ctx.actor.id, at: ctx.now })),
      skipDuplicates: true,
    });
  return { created: fresh.size, known: again, skipped };
}

const begin = ({ id, schema }: Stub, name: string): Said => ({
  id,
  schema,
  name,
  names: [],
  values: new Map(),
  pointers: new Map(),
});

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** A line's name, its other names and its values; or why it is left out. */
function read(item: Exchanged) {
  if (!isEntitySchema(item.schema)) return `${item.schema} is not kept here.`;
  const thing = decodeThing(item);
  const name = thing && tidy(thing.name).slice(0, 200);
  if (!thing || !name) return 'It has no name.';
  const names = thing.names
    .map((one): NameInput => ({ ...one, name: tidy(one.name).slice(0, 200) }))
    .filter((one) => one.name !== '');
  return { name, names, values: thing.values };
}

type Values = Readonly<Record<string, readonly string[]>>;

/** Of a watch list: that they are on it stands with everybody on it, if the file itself does not say why. */
function listed(schema: string, values: Values, { watchAs }: ImportInput): Values {
  const topics = values['topics'] ?? [];
  if (!Object.hasOwn(propertiesOf(schema), 'topics') || topics.some((topic) => listingOf(topic))) return values;
  return { ...values, topics: [...topics, watchAs] };
}

/** What of a line is a value of this property, as it is kept. */
export const goodValues = (schema: string, property: string, list: readonly string[]): readonly string[] =>
  list
    .map((value) => tidyValue(schema, property, tidy(value)))
    .filter((value) => value !== '' && valueComplaint(schema, property, value) === undefined)
    .slice(0, MOST_VALUES);

/** Values that the entity's schema knows and that fit it; the rest of a foreign file is left behind. */
function gather({ schema, values, pointers }: Said, given: Values, addresses: Addresses): void {
  const known = propertiesOf(schema);
  const pointing = pointersOf(schema);
  const keep = (into: Map<string, Set<string>>, property: string, good: readonly string[]): void => {
    if (good.length > 0) into.set(property, new Set([...(into.get(property) ?? []), ...good]));
  };
  for (const [property, list] of Object.entries(given))
    if (Object.hasOwn(known, property)) keep(values, property, goodValues(schema, property, list));
    else if (Object.hasOwn(pointing, property)) keep(pointers, property, list.map(addresses.awaited));
}

interface Valued {
  readonly said: Said;
  readonly originId: string | null;
}

/** Values of many entities in one statement. */
async function insertValues({ tx, actor, now, newId }: CommandContext, { importedFrom }: ImportInput, all: Valued[]) {
  const rows = all.flatMap(({ said, originId }) =>
    [...said.values].flatMap(([property, values]) =>
      [...values].map((value) => ({ id: newId(), entityId: said.id, property, value, originId: originId ?? '' })),
    ),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "EntityValue" (id, "entityId", property, value, "originId", source, "importedFrom", "byId", at)
    SELECT r.id, r.entity, r.property, r.value, NULLIF(r.origin, '')::uuid, 'import', ${importedFrom}, ${actor.id}::uuid, ${now}
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ entityId }) => entityId)}::uuid[],
      ${rows.map(({ property }) => property)}::text[], ${rows.map(({ value }) => value)}::text[],
      ${rows.map(({ originId }) => originId)}::text[]) AS r(id, entity, property, value, origin)`;
}

async function make(ctx: CommandContext, input: ImportInput, fresh: readonly Said[]): Promise<void> {
  if (fresh.length === 0) return;
  const { tx, actor, now, emit } = ctx;
  const originId = input.investigationId ?? null;
  await tx.$executeRaw`
    INSERT INTO "Entity" (id, schema, name, "originId", "createdById", "createdAt", "updatedAt")
    SELECT r.id, r.schema, r.name, ${originId}::uuid, ${actor.id}::uuid, ${now}, ${now}
    FROM unnest(${fresh.map(({ id }) => id)}::uuid[], ${fresh.map(({ schema }) => schema)}::text[],
      ${fresh.map(({ name }) => name)}::text[]) AS r(id, schema, name)`;
  const rows = await insertNames(
    ctx,
    fresh.map((one) => ({ entityId: one.id, schema: one.schema, names: allNames(one.name, one.names), originId })),
  );
  await insertValues(
    ctx,
    input,
    fresh.map((said) => ({ said, originId })),
  );
  await insertPointers(
    ctx,
    input,
    fresh.map((said) => ({ ...said, originId })),
  );
  const stream = await streamOf(tx, originId);
  for (const { id, schema, name } of fresh)
    emit({ stream, type: 'entity.created', subject: { type: 'entity', id }, data: { schema, name } });
  await pairAll(ctx, rows);
}

/** Adds what is new; nothing that is there is taken away by an import. */
async function add(ctx: CommandContext, input: ImportInput, known: readonly Said[]): Promise<void> {
  const { tx, emit } = ctx;
  const additions = await newOf(ctx, input, known);
  if (additions.length === 0) return;
  const ids = additions.map(({ id }) => id);
  const before = await lockEntities(ctx, ids);
  const shared = await publicOf(tx, ids);
  const streams = new Map<string | null, string>();
  const bumped: string[] = [];
  const homes = new Map<string, string | null>();
  for (const one of additions) {
    const originId =
      input.investigationId ?? (shared.has(one.id) ? null : await homeOf(tx, ctx.actor, one.id, undefined));
    homes.set(one.id, originId);
    const stream = streams.get(originId) ?? (await streamOf(tx, originId));
    streams.set(originId, stream);
    // What one confidential case adds to a shared entity is not a change that others may notice (ENT-7).
    const unseen = stream === originId && shared.has(one.id);
    if (!unseen) bumped.push(one.id);
    emit({
      stream,
      type: 'entity.updated',
      subject: { type: 'entity', id: one.id },
      data: {
        revision: (before.get(one.id)?.revision ?? 1) + (unseen ? 0 : 1),
        ...(one.names.length > 0 ? { names: one.names.map((name) => ({ ...name })) } : {}),
        ...(one.values.size + one.pointers.size > 0
          ? { properties: [...one.values.keys(), ...one.pointers.keys()] }
          : {}),
      },
    });
  }
  const rows = await insertNames(
    ctx,
    additions.map((one) => ({
      entityId: one.id,
      schema: one.schema,
      names: one.names,
      originId: homes.get(one.id) ?? null,
    })),
  );
  await insertValues(
    ctx,
    input,
    additions.map((said) => ({ said, originId: homes.get(said.id) ?? null })),
  );
  await insertPointers(
    ctx,
    input,
    additions.map((said) => ({ ...said, originId: homes.get(said.id) ?? null })),
  );
  if (bumped.length > 0)
    await tx.entity.updateMany({
      where: { id: { in: bumped } },
      data: { revision: { increment: 1 }, updatedAt: ctx.now },
    });
  await pairAll(ctx, rows);
}

/** A value is the same whoever says it; but to stand on a second list is news (lists.ts). */
const valueKey = (entityId: string, property: string, value: string, from: string | null): string =>
  `${entityId} ${property}=${value}${property === 'topics' && listingOf(value) ? ` of ${from ?? ''}` : ''}`;

/** What is said of these that the actor cannot see there already. */
async function newOf(ctx: CommandContext, { importedFrom }: ImportInput, known: readonly Said[]): Promise<Said[]> {
  if (known.length === 0) return [];
  const { tx, actor } = ctx;
  const ids = known.map(({ id }) => id);
  const names = await tx.$queryRaw<{ entityId: string; name: string }[]>`
    SELECT n."entityId", n.name FROM "EntityName" n
    WHERE n."entityId" = ANY (${ids}::uuid[]) AND ${visibleName(actor)}`;
  const values = await visibleValuesOf(tx, actor, ids);
  const pointing = await newPointers(ctx, known);
  const has = new Set([
    ...names.map((row) => `${row.entityId} ${row.name}`),
    ...values.map((row) => valueKey(row.entityId, row.property, row.value, row.importedFrom)),
  ]);
  return known
    .map((one) => {
      const left = new Map(one.names.map((name) => [name.name, name]));
      for (const name of left.keys()) if (has.has(`${one.id} ${name}`)) left.delete(name);
      const fresh = [...one.values].flatMap(([property, list]): [string, Set<string>][] => {
        const some = [...list].filter((value) => !has.has(valueKey(one.id, property, value, importedFrom)));
        return some.length > 0 ? [[property, new Set(some)]] : [];
      });
      const pointers = new Map(pointing.get(one.id));
      return { ...one, names: [...left.values()], values: new Map(fresh), pointers };
    })
    .filter(({ names: left, values: fresh, pointers }) => left.length + fresh.size + pointers.size > 0);
}
