import { z } from 'zod';
import { entitySchemas, propertiesOf, schemaLabel } from '../../entities/rules.ts';
import { getEntity } from '../../entities/queries.ts';
import type { Caller } from '../../platform/access.ts';
import type { Database } from '../../platform/db.ts';
import { ask } from '../../platform/query.ts';

/** As many rows at once as OpenRefine ever asks for, and some. */
export const MOST_IDS = 100;

export const extendQuery = z.object({
  ids: z.array(z.string().max(500)),
  properties: z.array(z.object({ id: z.string() })).max(50),
});

/** Names are kept apart from properties here; to other tools they are one. */
const ALIAS = 'alias';

const labels = (): ReadonlyMap<string, string> =>
  new Map([[ALIAS, 'Other name'], ...entitySchemas.flatMap((schema) => Object.entries(propertiesOf(schema)))]);

/**
 * Values of properties for rows that have been reconciled (0.2, data extension): what the caller may see, and of an id
 * that is nobody for them the same empty row as of one that never was (ENT-7).
 */
export async function extend(db: Database, caller: Caller, asked: z.output<typeof extendQuery>): Promise<object> {
  const known = labels();
  const rows: Record<string, Record<string, readonly object[]>> = {};
  for (const id of asked.ids) {
    const entityId = z.uuid().safeParse(id);
    const found = entityId.success ? await ask(db, getEntity, caller, { entityId: entityId.data }) : null;
    const entity = found?.ok ? found.value : null;
    const values = (property: string): readonly string[] =>
      property === ALIAS
        ? (entity?.names ?? []).map(({ name }) => name).filter((name) => name !== entity?.name)
        : (entity?.properties[property] ?? []);
    rows[id] = Object.fromEntries(asked.properties.map((one) => [one.id, values(one.id).map((str) => ({ str }))]));
  }
  return { meta: asked.properties.map(({ id }) => ({ id, name: known.get(id) ?? id })), rows };
}

/** What there is to ask of a kind. */
export function proposeProperties(type: string, limit: number): object {
  const schema = entitySchemas.includes(type) ? type : 'Thing';
  const all = [[ALIAS, 'Other name'] as const, ...Object.entries(propertiesOf(schema))];
  const properties = all.slice(0, limit).map(([id, name]) => ({ id, name, description: schemaLabel(schema) }));
  return { type, limit, properties };
}
