import model from './model/followthemoney.json' with { type: 'json' };

/**
 * The FollowTheMoney schemata (ENT-1), read from data: what can be entered, which forms there are, what exchanges with
 * other tools all follow from model/followthemoney.json. A newer edition of the model is a newer file.
 */
export interface Property {
  readonly label: string;
  /** FollowTheMoney's type: date, country, url, identifier, number, entity ...; absent: plain text. */
  readonly type?: string;
  /** The schema of what an entity-valued property points to. */
  readonly range?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly hidden?: boolean;
  readonly deprecated?: boolean;
}

export interface Schema {
  readonly label: string;
  readonly plural: string;
  readonly extends: readonly string[];
  /** A kind that only groups others: nothing is made of it. */
  readonly abstract?: boolean;
  readonly hidden?: boolean;
  readonly featured?: readonly string[];
  readonly required?: readonly string[];
  readonly caption?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
  readonly edge?: {
    readonly source: string;
    readonly target: string;
    readonly label: string;
    readonly directed: boolean;
  };
}

export const schemata: Readonly<Record<string, Schema>> = model.schemata;

/** Whether `name` is `ancestor` or descends from it. */
export function isA(name: string, ancestor: string): boolean {
  return name === ancestor || (schemata[name]?.extends ?? []).some((parent) => isA(parent, ancestor));
}

const gathered = new Map<string, Readonly<Record<string, Property>>>();

/** Every property of a schema, inherited ones first. Gathered once: an import asks for each of its values. */
export function allProperties(name: string): Readonly<Record<string, Property>> {
  const schema = schemata[name];
  if (!schema) return {};
  const before = gathered.get(name);
  if (before) return before;
  const inherited: Record<string, Property> = {};
  for (const parent of schema.extends) Object.assign(inherited, allProperties(parent));
  const all = { ...inherited, ...schema.properties };
  gathered.set(name, all);
  return all;
}

/** FollowTheMoney's name properties and the kind of name that each is here. The first one is a thing's caption. */
export const nameProperties = {
  name: 'full',
  alias: 'alias',
  previousName: 'former',
  weakAlias: 'weak',
} as const;

/** A property that says a name: kept among the names, with its kind, not among the values. */
export const isNameProperty = (property: string): property is keyof typeof nameProperties =>
  Object.hasOwn(nameProperties, property);
