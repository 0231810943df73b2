import { allProperties, isNameProperty, nameProperties, schemata } from '../schemata.rules.ts';
import { edgeOf } from '../rules.ts';

/** One line of FollowTheMoney's own exchange format: an entity or an interval, all values in lists. */
export interface FtmObject {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

interface Thing {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly names: readonly { readonly name: string; readonly kind: string }[];
  readonly values: readonly { readonly property: string; readonly value: string }[];
}

/** FollowTheMoney has no circa: a date is as exact as its digits. */
const plainDate = (value: string): string => value.replace(/~$/u, '');

export function encodeThing({ id, schema, name, names, values }: Thing): FtmObject {
  const known = allProperties(schema);
  const properties: Record<string, string[]> = {};
  const put = (property: string, value: string): void => {
    if (!Object.hasOwn(known, property)) return;
    const list = (properties[property] ??= []);
    if (!list.includes(value)) list.push(value);
  };
  if (name) put('name', name);
  for (const one of names) put(propertyOfName(one.kind), one.name);
  for (const { property, value } of values) put(property, known[property]?.type === 'date' ? plainDate(value) : value);
  return { id, schema, properties };
}

const propertyOfName = (kind: string): string =>
  Object.entries(nameProperties).find(([, known]) => known === kind)?.[0] ??
  (kind === 'nickname' ? 'weakAlias' : 'alias');

interface Link {
  readonly id: string;
  readonly schema: string;
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

/** Where a schema has no role, what it is is told in its own word for it. */
const roleProperty = (schema: string): string | undefined =>
  ['role', 'relationship', 'summary', 'description'].find((name) => Object.hasOwn(allProperties(schema), name));

export function encodeLink({ id, schema, fromId, toId, role, startDate, endDate }: Link): FtmObject | null {
  const edge = edgeOf(schema);
  if (!edge) return null;
  const properties: Record<string, string[]> = { [edge.from.property]: [fromId], [edge.to.property]: [toId] };
  const told = roleProperty(schema);
  if (role && told) properties[told] = [role];
  if (startDate) properties.startDate = [plainDate(startDate)];
  if (endDate) properties.endDate = [plainDate(endDate)];
  return { id, schema, properties };
}

export interface DecodedLink {
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
}

export function decodeLink({ schema, properties }: FtmObject): DecodedLink | null {
  const edge = edgeOf(schema);
  const first = (property: string | undefined): string | undefined =>
    property ? properties[property]?.[0] : undefined;
  const [fromId, toId] = [first(edge?.from.property), first(edge?.to.property)];
  if (!edge || !fromId || !toId) return null;
  return {
    fromId,
    toId,
    role: first(roleProperty(schema)) ?? '',
    startDate: first('startDate') ?? first('date'),
    endDate: first('endDate'),
  };
}

export interface DecodedThing {
  readonly name: string;
  readonly names: readonly { readonly name: string; readonly kind: 'full' | 'alias' | 'former' | 'weak' }[];
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Names by their kinds and values by their properties; the caption is the first that FollowTheMoney names as such. */
export function decodeThing({ schema, properties }: FtmObject): DecodedThing | null {
  const names = Object.entries(properties).flatMap(([property, values]) =>
    isNameProperty(property) ? values.map((name) => ({ name, kind: nameProperties[property] })) : [],
  );
  const caption = captionProperties(schema).flatMap((property) => properties[property] ?? [])[0] ?? names[0]?.name;
  if (!caption) return null;
  return {
    name: caption,
    names: names.filter(({ name }) => name !== caption),
    values: Object.fromEntries(Object.entries(properties).filter(([property]) => !isNameProperty(property))),
  };
}

function captionProperties(schema: string): readonly string[] {
  const own = schemata[schema]?.caption;
  if (own) return own;
  return [...new Set((schemata[schema]?.extends ?? []).flatMap(captionProperties))];
}

/** Why a line is not FollowTheMoney; otherwise the object. */
export function decodeLine(line: string): FtmObject | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return 'This line is not JSON.';
  }
  if (typeof parsed !== 'object' || parsed === null || !('id' in parsed) || !('schema' in parsed))
    return 'A line has an id and a schema.';
  const { id, schema } = parsed;
  if (typeof id !== 'string' || typeof schema !== 'string') return 'A line has an id and a schema.';
  if (!Object.hasOwn(schemata, schema)) return `There is no schema ${schema}.`;
  const given =
    'properties' in parsed && typeof parsed.properties === 'object' && parsed.properties ? parsed.properties : {};
  const properties: Record<string, string[]> = {};
  for (const [property, values] of Object.entries(given)) {
    const list: unknown[] = Array.isArray(values) ? values : [values];
    properties[property] = list.filter((value) => typeof value === 'string');
  }
  return { id, schema, properties };
}
