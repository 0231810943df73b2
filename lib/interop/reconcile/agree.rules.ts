import { allNames, entitySchemas, isA, propertyType, toldOf } from '../../entities/rules.ts';
import type { Condition } from './asked.rules.ts';

/** What is known of an entity, as far as the one who asks may see it. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly schema: string;
  readonly names: readonly { readonly name: string; readonly kind: string; readonly language: string | null }[];
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** Names are kept apart from properties here; to other tools they are one. */
const ALIAS = 'alias';

/** What there is to ask of an entity of these schemata, by name and label. */
export const askable = (schemas: readonly string[] = entitySchemas): ReadonlyMap<string, string> =>
  new Map([[ALIAS, 'Other name'], ...schemas.flatMap((schema) => Object.entries(toldOf(schema)))]);

const isName = (property: string): boolean => Object.hasOwn(allNames, property);

/** The values of a property, names among them: an alias is every other name. */
export const valuesOf = (known: Known | null, property: string): readonly { str: string; lang?: string }[] => {
  if (!known) return [];
  if (property === 'name') return [{ str: known.name }];
  if (isName(property))
    return known.names
      .filter(({ name }) => name !== known.name)
      .map(({ name, language }) => ({ str: name, ...(language ? { lang: language } : {}) }));
  return (known.properties[property] ?? []).map((str) => ({ str }));
};

/** `*` stands for anything. The pieces are looked for one after the other: no pattern of a stranger is run. */
function fitsWildcard(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === pattern;
  if (!text.startsWith(first)) return false;
  const last = rest.at(-1) ?? '';
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

const small = (text: string): string => text.toLowerCase().trim();

function fits(known: string, wanted: string, isDate: boolean, qualifier: Condition['qualifier']): boolean {
  if (qualifier === 'ExactMatch') return known === wanted;
  if (qualifier === 'WildcardMatch') return fitsWildcard(small(known), small(wanted));
  const [a, b] = [small(known).replace(/~$/u, ''), small(wanted).replace(/~$/u, '')];
  // A date known to the year agrees with a day of that year.
  return a === b || (isDate && (a.startsWith(`${b}-`) || b.startsWith(`${a}-`)));
}

/** Whether a condition on a property holds; null where nothing is known that could tell. */
export function holds(known: Known, { property, values, quantifier, qualifier }: Condition): boolean | null {
  const all = valuesOf(known, property);
  if (all.length === 0 || values.length === 0) return null;
  const isDate = propertyType(known.schema, property) === 'date';
  const has = (wanted: string): boolean => all.some(({ str }) => fits(str, wanted, isDate, qualifier));
  if (quantifier === 'none') return !values.some(has);
  // That somebody has another name, too, speaks against nothing.
  return (quantifier === 'all' ? values.every(has) : values.some(has)) || (isName(property) ? null : false);
}

/** 1 where what is asked agrees with what is known, -1 where something is known otherwise, 0 where nothing is known. */
export function agreement(known: Known, conditions: readonly Condition[]): -1 | 0 | 1 {
  const told = conditions.map((one) => holds(known, one));
  return told.includes(false) ? -1 : told.includes(true) ? 1 : 0;
}

/** Whether it has all that was asked as required. */
export const admits = (known: Known, conditions: readonly Condition[]): boolean =>
  conditions.every((one) => !one.required || (holds(known, one) ?? one.quantifier === 'none'));

export const isOf = (schema: string, types: readonly string[]): boolean =>
  types.length === 0 || types.some((type) => isA(schema, type));
