import type { Edge } from './schemata.rules.ts';
import { schemata } from './schemata.rules.ts';

export const nameKinds = ['full', 'alias', 'nickname', 'former', 'weak'] as const;
export type NameKind = (typeof nameKinds)[number];

/** The words for a name's kind on the screen. */
export const nameKindWords: Readonly<Record<NameKind, string>> = {
  full: 'Full name',
  alias: 'Also known as',
  nickname: 'Nickname',
  former: 'Former name',
  weak: 'Sometimes, and not only, called',
};

/** Whether `name` is `ancestor` or descends from it. */
export function isA(name: string, ancestor: string): boolean {
  return name === ancestor || (schemata[name]?.extends ?? []).some((parent) => isA(parent, ancestor));
}

/** What an entity can be: a thing that is not merely a heading. */
export const isEntitySchema = (name: string): boolean => {
  const schema = schemata[name];
  return schema !== undefined && !schema.abstract && !schema.edge && isA(name, 'Thing');
};

/** What a relationship can be: an interval with two ends. */
export const isLinkSchema = (name: string): boolean => schemata[name]?.edge !== undefined;

export const entitySchemas: readonly string[] = Object.keys(schemata).filter(isEntitySchema);
export const linkSchemas: readonly string[] = Object.keys(schemata).filter(isLinkSchema);
export const commonSchemas: readonly string[] = entitySchemas.filter((name) => schemata[name]?.common);

export const schemaLabel = (name: string): string => schemata[name]?.label ?? name;
export const edgeOf = (name: string): Edge | undefined => schemata[name]?.edge;

/** Every property of a schema with its label, inherited ones first, in the order of the table. */
export function propertiesOf(name: string): Readonly<Record<string, string>> {
  const schema = schemata[name];
  if (!schema) return {};
  const inherited: Record<string, string> = {};
  for (const parent of schema.extends) Object.assign(inherited, propertiesOf(parent));
  return { ...inherited, ...schema.properties };
}

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

/** FollowTheMoney's dates may be partial: a year, a month, a day. */
export function isPartialDate(value: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) return false;
  const [year = '', month = '01', day = '01'] = value.split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** One value of a property and where it comes from (ENT-1). */
export interface Valued {
  readonly value: string;
  readonly origin: 'person' | 'annotation' | 'import';
  /** The annotation whose words say so. */
  readonly annotationId?: string | undefined;
  readonly byId: string;
  readonly at: string;
}
export type StoredProperties = Readonly<Record<string, readonly Valued[]>>;

/** How far a relationship is proved (ENT-6). */
export const supports = ['verified', 'refuted', 'disputed', 'checking', 'none'] as const;
export type Support = (typeof supports)[number];

export const supportWords: Readonly<Record<Support, string>> = {
  verified: 'Verified',
  refuted: 'Refuted',
  disputed: 'Disputed',
  checking: 'In checking',
  none: 'No claim carries it',
};

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
