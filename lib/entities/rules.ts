import { countryCodeOf } from './model/countries.rules.ts';
import { remembered } from './names/letters.rules.ts';
import type { Property } from './schemata.rules.ts';
import { allProperties, isA, isNameProperty, nameProperties, schemata } from './schemata.rules.ts';

export { isA } from './schemata.rules.ts';

export const nameKinds = ['full', 'alias', 'nickname', 'former', 'weak'] as const;
export type NameKind = (typeof nameKinds)[number];

/** What an entity can be: a thing that is not merely a heading, not a relationship, and not a file of a document store. */
export const isEntitySchema = (name: string): boolean => {
  const schema = schemata[name];
  return (
    schema !== undefined &&
    !schema.abstract &&
    !schema.hidden &&
    !schema.edge &&
    isA(name, 'Thing') &&
    !isA(name, 'Document')
  );
};

export interface Edge {
  readonly from: { readonly property: string; readonly range: string };
  readonly to: { readonly property: string; readonly range: string };
  /** How the line reads from one end to the other. */
  readonly words: string;
  readonly directed: boolean;
}

export function edgeOf(name: string): Edge | undefined {
  const edge = schemata[name]?.edge;
  if (!edge) return undefined;
  const end = (property: string) => ({ property, range: allProperties(name)[property]?.range ?? 'Thing' });
  return { from: end(edge.source), to: end(edge.target), words: edge.label, directed: edge.directed };
}

/** What a relationship can be: an interval whose two ends can be entities here. */
export const isLinkSchema = (name: string): boolean => {
  const edge = edgeOf(name);
  const canStand = (range: string): boolean => entitySchemas.some((schema) => isA(schema, range));
  return edge !== undefined && canStand(edge.from.range) && canStand(edge.to.range);
};

export const entitySchemas: readonly string[] = Object.keys(schemata).filter(isEntitySchema);
export const linkSchemas: readonly string[] = Object.keys(schemata).filter(isLinkSchema);
/** What newsrooms name every day, offered first. */
export const commonSchemas: readonly string[] = [
  'Person',
  'Organization',
  'Company',
  'PublicBody',
  'Address',
  'Event',
].filter(isEntitySchema);

export const schemaLabel = (name: string): string => schemata[name]?.label ?? name;

/** A property that a person or a file can give a value to: names are kept apart, links are relationships. */
const isOwn = ([name, property]: [string, Property]): boolean =>
  !isNameProperty(name) && property.type !== 'entity' && !property.hidden && !property.deprecated;

/** Every property of a schema with its label, inherited ones first. */
export const propertiesOf = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(allProperties(name))
      .filter(isOwn)
      .map(([property, { label }]) => [property, label]),
  );

/** The properties that say a name, with what the model calls them. */
export const allNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(nameProperties).map((name) => [name, allProperties('Thing')[name]?.label ?? name]),
);

/** Properties that point to an entity which can be here, beside a relationship's two ends: an account, a project, an owner. */
export const pointersOf = remembered((name: string): Readonly<Record<string, string>> => {
  const edge = edgeOf(name);
  return Object.fromEntries(
    Object.entries(allProperties(name)).flatMap(([property, { type, range = 'Thing', hidden }]) =>
      type !== 'entity' || hidden || property === edge?.from.property || property === edge?.to.property
        ? []
        : entitySchemas.some((schema) => isA(schema, range))
          ? [[property, range]]
          : [],
    ),
  );
});

/** The ids to which what is said of something of this schema points. */
export const pointedBy = (schema: string, said: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.keys(pointersOf(schema)).flatMap((property) => said[property] ?? []);

/** All that can be told of an entity beside its names, by what the model calls it: its own properties, and whom they point to. */
export const toldOf = (name: string): Readonly<Record<string, string>> => ({
  ...propertiesOf(name),
  ...Object.fromEntries(
    Object.keys(pointersOf(name)).map((property) => [property, allProperties(name)[property]?.label ?? property]),
  ),
});

/** What a form asks first: the featured properties of the schema and of those it descends from. */
export function featuredProperties(name: string): readonly string[] {
  const known = propertiesOf(name);
  const chain = (schema: string): readonly string[] => [
    ...(schemata[schema]?.featured ?? []),
    ...(schemata[schema]?.extends ?? []).flatMap(chain),
  ];
  return [...new Set(chain(name))].filter((property) => Object.hasOwn(known, property)).slice(0, 6);
}

export const propertyType = (schema: string, property: string): string =>
  allProperties(schema)[property]?.type ?? 'string';

/** The schema and everything that descends from it: what `?schema=` asks for. */
export const withDescendants = (name: string): readonly string[] =>
  Object.keys(schemata).filter((candidate) => isA(candidate, name));

/** Why two entities cannot stand at the ends of such a relationship; undefined when they can. */
export function endsComplaint(schema: string, from: string, to: string): string | undefined {
  const edge = edgeOf(schema);
  if (!edge) return `${schema} is not a kind of relationship. Use one of: ${linkSchemas.join(', ')}.`;
  const wrong = !isA(from, edge.from.range)
    ? { end: edge.from, given: from }
    : !isA(to, edge.to.range)
      ? { end: edge.to, given: to }
      : undefined;
  return wrong
    ? `The ${wrong.end.property} of a ${schemaLabel(schema).toLowerCase()} must be a ${schemaLabel(wrong.end.range).toLowerCase()}, not a ${schemaLabel(wrong.given).toLowerCase()}.`
    : undefined;
}

/**
 * A date as exactly as it is known: 2021, 2021-07, 2021-07-14. "c. 2021" or "2021~" says circa, as in EDTF (ISO 8601-2).
 */
export function isPartialDate(value: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?~?$/.test(value)) return false;
  const [year = '', month = '01', day = '01'] = value.replace('~', '').split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** "circa 2021", "c. 2021", "hacia 2021" as people write it: 2021~. */
export const tidyDate = (value: string): string =>
  value
    .trim()
    .replace(/^(?:c\.|ca\.|circa|about|around|hacia|alrededor de)\s*(\d.*)$/iu, '$1~')
    .replace(/~~$/u, '~');

const countries = new Set(
  `ad ae af ag ai al am ao ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck
  cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp
  gq gr gt gu gw gy hk hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr
  ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa
  pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st sv sx sy sz tc td tg
  th tj tk tl tm tn to tr tt tv tw tz ua ug us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw eu suhh yucs csxx ddde cshh`.split(
    /\s+/u,
  ),
);
export const countryCodes: readonly string[] = [...countries].filter((code) => code.length === 2).sort();

/** Why a property cannot have this value; undefined when it can. */
export function valueComplaint(schema: string, property: string, value: string): string | undefined {
  const { type = 'string', label = property, maxLength = 2000 } = allProperties(schema)[property] ?? {};
  if (value.length > maxLength) return `${label}: at most ${maxLength} characters.`;
  if (type === 'date' && !isPartialDate(value))
    return `${label}: write 2021, 2021-07 or 2021-07-14, and a ~ behind it when it is about then.`;
  if (type === 'country' && !countries.has(value))
    return `${label}: write the country's name or its two letters, such as Ecuador or ec.`;
  if (type === 'url' && !/^https?:\/\/[^\s]+$/u.test(value)) return `${label}: write a full address, https://…`;
  if (type === 'email' && !/^[^\s@]+@[^\s@]+$/u.test(value)) return `${label}: write an e-mail address.`;
  if (type === 'number' && !/\d/u.test(value)) return `${label}: write a number.`;
  return undefined;
}

/** As it is kept: a country by its small letters, a date tidy. */
export function tidyValue(schema: string, property: string, value: string): string {
  const type = propertyType(schema, property);
  if (type === 'country') {
    const code = value.trim().toLowerCase();
    return countries.has(code) ? code : (countryCodeOf(value, countryCodes) ?? value);
  }
  return type === 'date' ? tidyDate(value) : value;
}

/** How far a relationship is proved (ENT-6). */
export const supports = ['verified', 'refuted', 'disputed', 'checking', 'none'] as const;
export type Support = (typeof supports)[number];

export interface SupportingClaim {
  readonly state: string;
  /** The signed-off verdict; null while there is none. */
  readonly rating: string | null;
}

const upheld = ['true', 'mostly_true'];
const struck = ['false', 'mostly_false'];

/** Verdicts speak first; claims that are set aside or void carry nothing. */
export function supportOf(claims: readonly SupportingClaim[]): Support {
  const verdicts = claims.flatMap((claim) =>
    (claim.state === 'verified' || claim.state === 'published') && claim.rating && claim.rating !== 'void'
      ? [claim.rating]
      : [],
  );
  const yes = verdicts.some((rating) => upheld.includes(rating));
  const no = verdicts.some((rating) => struck.includes(rating));
  if (verdicts.length > 0) return yes && !no ? 'verified' : no && !yes ? 'refuted' : 'disputed';
  return claims.some((claim) => ['new', 'checking', 'in_review'].includes(claim.state)) ? 'checking' : 'none';
}
