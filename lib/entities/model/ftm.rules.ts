import { allProperties, isNameProperty, nameProperties, schemata } from '../schemata.rules.ts';
import type { NameKind } from '../rules.ts';
import { edgeOf, nameKinds } from '../rules.ts';

/**
 * What FollowTheMoney has no place for, beside the value that it is about, in the words of its statements (`prop`, `value`,
 * `lang`, `original_value`). It stands under a key of its own beside `properties`: FollowTheMoney's own reader passes what
 * it does not know there along, and nobody takes it for a property.
 */
export interface Aside {
  readonly prop: string;
  readonly value: string;
  /** The language of a name. */
  readonly lang?: string | undefined;
  /** The kind of a name, where its property does not say it. */
  readonly kind?: string | undefined;
  /** The value as it is kept here, where FollowTheMoney can only say it less exactly: circa. */
  readonly original_value?: string | undefined;
}

/** One line of FollowTheMoney's own exchange format: an entity or an interval, all values in lists. */
export interface FtmObject {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
  readonly redthread?: readonly Aside[] | undefined;
}

interface Thing {
  readonly id: string;
  readonly schema: string;
  readonly name: string;
  readonly names: readonly { readonly name: string; readonly kind: string; readonly language?: string | null }[];
  readonly values: readonly { readonly property: string; readonly value: string }[];
}

/** FollowTheMoney has no circa: a date is as exact as its digits. */
const plainDate = (value: string): string => value.replace(/~$/u, '');

/** A line being written: values once each, and beside them what they do not say. */
function lineOf(schema: string) {
  const known = allProperties(schema);
  const properties: Record<string, string[]> = {};
  const asides: Aside[] = [];
  const put = (property: string, value: string, aside: Omit<Aside, 'prop' | 'value'> = {}): void => {
    if (!Object.hasOwn(known, property)) return;
    const list = (properties[property] ??= []);
    if (!list.includes(value)) list.push(value);
    if (Object.keys(aside).length > 0) asides.push({ prop: property, value, ...aside });
  };
  return {
    put,
    putAll: (property: string, values: readonly string[]): void => {
      const isDate = known[property]?.type === 'date';
      for (const value of values) {
        const plain = isDate ? plainDate(value) : value;
        // "1985" beside "1985~" is said as well: else the second would stand for both.
        const apart = plain !== value || (isDate && values.includes(`${value}~`));
        put(property, plain, apart ? { original_value: value } : {});
      }
    },
    done: (id: string): FtmObject => ({ id, schema, properties, ...(asides.length > 0 ? { redthread: asides } : {}) }),
  };
}

export function encodeThing({ id, schema, name, names, values }: Thing): FtmObject {
  const line = lineOf(schema);
  if (name && !names.some((one) => one.name === name)) line.put('name', name);
  const placed = names.map((one) => {
    const isMain = one.name === name;
    // What somebody is called here is no mere alias, whoever else calls them otherwise.
    return {
      ...one,
      isMain,
      property: isMain ? 'name' : propertyOfName(one.kind),
      said: isMain && one.kind === 'alias' ? 'full' : one.kind,
    };
  });
  // In the order in which a reader of the line meets them: so that what is read and written again is the same line.
  const order = Object.keys(nameProperties);
  placed.sort((a, b) => Number(b.isMain) - Number(a.isMain) || order.indexOf(a.property) - order.indexOf(b.property));
  for (const one of placed)
    line.put(one.property, one.name, {
      ...(kindOfProperty(one.property) === one.said ? {} : { kind: one.said }),
      ...(one.language ? { lang: one.language } : {}),
    });
  const byProperty = Map.groupBy(values, ({ property }) => property);
  for (const [property, list] of byProperty)
    line.putAll(
      property,
      list.map(({ value }) => value),
    );
  return line.done(id);
}

const kindOfProperty = (property: string): string => (isNameProperty(property) ? nameProperties[property] : '');

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
  /** What else is known of it; ids of entities as they are to be written. */
  readonly properties?: Values | undefined;
}

export type Values = Readonly<Record<string, readonly string[]>>;

/** A copy that its owner may change. */
export const copied = (values: Values): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([property, list]) => [property, [...list]]));

/** As much of a role as is kept as one; a longer text is kept whole beside it. */
export const ROLE = 200;

/** One aside for each of the most names and dates that a line is taken with. */
export const MOST_ASIDES = 2000;

/** Where a schema has no role, what it is is told in its own word for it. */
const roleProperty = (schema: string): string | undefined =>
  ['role', 'relationship', 'summary', 'description'].find((name) => Object.hasOwn(allProperties(schema), name));

export function encodeLink({
  id,
  schema,
  fromId,
  toId,
  role,
  startDate,
  endDate,
  properties = {},
}: Link): FtmObject | null {
  const edge = edgeOf(schema);
  if (!edge) return null;
  const line = lineOf(schema);
  line.put(edge.from.property, fromId);
  line.put(edge.to.property, toId);
  const told = roleProperty(schema);
  const isCut = role.length >= ROLE && told && properties[told]?.some((text) => text.startsWith(role));
  const own: Values = {
    ...(told && role && !isCut ? { [told]: [role] } : {}),
    ...(startDate ? { startDate: [startDate] } : {}),
    ...(endDate ? { endDate: [endDate] } : {}),
  };
  for (const property of new Set([...Object.keys(own), ...Object.keys(properties)]))
    line.putAll(property, [...(own[property] ?? []), ...(properties[property] ?? [])]);
  return line.done(id);
}

export interface DecodedLink {
  readonly fromId: string;
  readonly toId: string;
  readonly role: string;
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  /** What else the line says, as it says it: what is good of it is for the one who takes it in. */
  readonly properties: Values;
}

export function decodeLink(line: FtmObject): DecodedLink | null {
  const { schema } = line;
  const edge = edgeOf(schema);
  if (!edge) return null;
  const { [edge.from.property]: from, [edge.to.property]: to, ...said } = exactly(line);
  const [[fromId] = [], [toId] = []] = [from, to];
  if (!fromId || !toId) return null;
  const told = roleProperty(schema);
  const [role = ''] = (told && said[told]) || [];
  const rest = (property: string | undefined, skip: number) =>
    property && said[property] ? { [property]: said[property].slice(skip) } : {};
  const left = { ...said, ...rest(told, role.length > ROLE ? 0 : 1), ...rest('startDate', 1), ...rest('endDate', 1) };
  return {
    fromId,
    toId,
    role: role.slice(0, ROLE),
    startDate: said['startDate']?.[0] ?? said['date']?.[0],
    endDate: said['endDate']?.[0],
    properties: Object.fromEntries(Object.entries(left).filter(([, values]) => values.length > 0)),
  };
}

/** The values of a line as exactly as it says them, with what stands aside. */
function exactly({ properties, redthread = [] }: FtmObject): Values {
  const originals = Map.groupBy(
    redthread.filter(({ original_value: own, value }) => own !== undefined && plainDate(own) === value),
    ({ prop, value }) => `${prop} ${value}`,
  );
  return Object.fromEntries(
    Object.entries(properties).map(([property, values]) => [
      property,
      values.flatMap((value) => {
        const own = originals.get(`${property} ${value}`);
        return own ? own.map(({ original_value: text = value }) => text) : [value];
      }),
    ]),
  );
}

export interface DecodedThing {
  readonly name: string;
  /** All of them; the caption among them only where something is said of it. */
  readonly names: readonly { readonly name: string; readonly kind: NameKind; readonly language: string | null }[];
  readonly values: Values;
}

/** Names by their kinds and values by their properties; the caption is its first name, else what its schema shows instead. */
export function decodeThing(line: FtmObject): DecodedThing | null {
  const { schema, properties, redthread = [] } = line;
  const aside = new Map(redthread.map((one) => [`${one.prop} ${one.value}`, one]));
  const names = Object.entries(properties).flatMap(([property, values]) =>
    isNameProperty(property)
      ? values.map((name) => {
          const { kind, lang } = aside.get(`${property} ${name}`) ?? {};
          return {
            name,
            kind: nameKinds.find((known) => known === kind) ?? nameProperties[property],
            language: lang && /^[a-z]{2,3}$/u.test(lang) ? lang : null,
          };
        })
      : [],
  );
  const caption = ['name', ...captionProperties(schema)].flatMap((property) => properties[property] ?? [])[0];
  const name = caption ?? names[0]?.name;
  if (!name) return null;
  return {
    name,
    names: names.filter((one) => one.name !== name || one.kind !== 'full' || one.language !== null),
    values: Object.fromEntries(Object.entries(exactly(line)).filter(([property]) => !isNameProperty(property))),
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
  const redthread = 'redthread' in parsed ? asidesOf(parsed.redthread) : [];
  return { id, schema, properties, ...(redthread.length > 0 ? { redthread } : {}) };
}

/** What stands aside in a stranger's file is let be where it is of another form. */
function asidesOf(given: unknown): Aside[] {
  const list: unknown[] = Array.isArray(given) ? given.slice(0, MOST_ASIDES) : [];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return [];
    const said = new Map(Object.entries(one));
    const text = (key: string, most: number): string | undefined => {
      const value: unknown = said.get(key);
      return typeof value === 'string' && value.length <= most ? value : undefined;
    };
    const [prop, value] = [text('prop', 60), text('value', 4000)];
    if (prop === undefined || value === undefined) return [];
    const [lang, kind, original] = [text('lang', 20), text('kind', 20), text('original_value', 4000)];
    return [
      {
        prop,
        value,
        ...(lang === undefined ? {} : { lang }),
        ...(kind === undefined ? {} : { kind }),
        ...(original === undefined ? {} : { original_value: original }),
      },
    ];
  });
}
