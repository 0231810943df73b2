import type { FtmObject } from '../../entities/model/ftm.rules.ts';

/** Which column says what: `name`, `alias` ... or a property of the schema; several values of one cell are parted by ";". */
export interface Mapping {
  readonly schema: string;
  readonly columns: Readonly<Record<string, string>>;
  /** The column that tells rows apart; without it each row is its own entity. */
  readonly id?: string | undefined;
}

/** A row of a table as a FollowTheMoney object; null where it says no name. */
export function decodeRow(row: Readonly<Record<string, string>>, number: number, mapping: Mapping): FtmObject | null {
  const properties: Record<string, string[]> = {};
  for (const [column, property] of Object.entries(mapping.columns)) {
    const values = (row[column] ?? '').split(';').flatMap((value) => value.trim() || []);
    if (values.length > 0) properties[property] = [...(properties[property] ?? []), ...values];
  }
  if (!properties.name) return null;
  const key = mapping.id ? row[mapping.id]?.trim() : undefined;
  return { id: key ? `row ${key}` : `row ${number} ${properties.name.join(' ')}`, schema: mapping.schema, properties };
}
const cell = (value: string): string => {
  // A cell that begins like a formula is one to a spreadsheet.
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly string[]): string => cells.map(cell).join(',');

/** Entities as a table: one line each, one column a property, several values parted by ";". */
export function encodeTable(objects: readonly FtmObject[]): string {
  const columns = [...new Set(objects.flatMap(({ properties }) => Object.keys(properties)))].sort(
    (a, b) => Number(b === 'name') - Number(a === 'name') || (a < b ? -1 : 1),
  );
  const lines = objects.map(({ id, schema, properties }) =>
    csvLine([id, schema, ...columns.map((column) => (properties[column] ?? []).join('; '))]),
  );
  return `${[csvLine(['id', 'schema', ...columns]), ...lines].join('\r\n')}\r\n`;
}
