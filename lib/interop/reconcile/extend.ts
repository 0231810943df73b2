import { entitySchemas, schemaLabel } from '../../entities/rules.ts';
import type { Caller } from '../../platform/access.ts';
import type { Database } from '../../platform/db.ts';
import { askable, valuesOf } from './agree.rules.ts';
import type { ExtendQuery } from './asked.schema.ts';
import { knownOf } from './candidates.ts';
import { directionOf } from './script.rules.ts';

const labels = (): ReadonlyMap<string, string> => new Map([['name', 'Name'], ...askable()]);

interface Row {
  readonly id: string;
  readonly properties: readonly {
    readonly id: string;
    readonly values: readonly { readonly str: string; readonly lang?: string }[];
  }[];
}

/**
 * Values of properties for rows that have been reconciled: what the caller may see, and of an id that is nobody for them
 * the same empty row as of one that never was (ENT-7).
 */
async function rowsOf(db: Database, caller: Caller, { ids, properties }: ExtendQuery): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const id of ids) {
    const known = await knownOf(db, caller, id);
    rows.push({
      id,
      properties: properties.map(({ id: property, settings }) => ({
        id: property,
        values: valuesOf(known, property).slice(0, settings?.limit || undefined),
      })),
    });
  }
  return rows;
}

const metaOf = ({ properties }: ExtendQuery) => {
  const known = labels();
  return properties.map(({ id }) => ({ id, name: known.get(id) ?? id }));
};

/** In the form of 0.2: rows and properties by their ids. */
export async function extendOld(db: Database, caller: Caller, asked: ExtendQuery): Promise<object> {
  const rows = await rowsOf(db, caller, asked);
  return {
    meta: metaOf(asked),
    rows: Object.fromEntries(
      rows.map(({ id, properties }) => [
        id,
        Object.fromEntries(properties.map((one) => [one.id, one.values.map(({ str }) => ({ str }))])),
      ]),
    ),
  };
}

/** In the form of 1.0-draft: in the order asked, each value with its language and direction where they are known. */
export async function extendDraft(db: Database, caller: Caller, asked: ExtendQuery): Promise<object> {
  const rows = await rowsOf(db, caller, asked);
  return {
    meta: metaOf(asked),
    rows: rows.map(({ id, properties }) => ({
      id,
      properties: properties.map((one) => ({
        id: one.id,
        values: one.values.map((value) => ({ ...value, ...directionOf(value.str) })),
      })),
    })),
  };
}

/** What there is to ask of a kind. */
export function proposeProperties(type: string, limit: number): object {
  const schema = entitySchemas.includes(type) ? type : 'Thing';
  const properties = [...askable([schema])]
    .slice(0, limit)
    .map(([id, name]) => ({ id, name, description: schemaLabel(schema) }));
  return { type, limit, properties };
}
