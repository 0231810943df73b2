import type { Reader } from '../platform/db.ts';
import type { Settings } from './settings.schema.ts';
import { settingsShape } from './settings.schema.ts';

/** What holds now: what was set, else the defaults. */
export async function readSettings(db: Reader): Promise<Settings> {
  const rows = await db.workspaceSetting.findMany();
  return settingsShape.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
}
