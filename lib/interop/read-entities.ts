import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { exchanged, MOST_VALUES } from '../entities/exchange.schema.ts';
import type { FtmObject } from '../entities/model/ftm.rules.ts';
import { decodeLine } from '../entities/model/ftm.rules.ts';
import { listTopics } from '../entities/lists.rules.ts';
import { isEntitySchema, isLinkSchema } from '../entities/rules.ts';
import { decodeRow } from './csv/csv.rules.ts';

export const mapping = z.object({
  schema: z.string().refine(isEntitySchema, 'There is no such kind of entity.'),
  columns: z.record(z.string(), z.string()),
  id: z.string().optional(),
});

/** How a file of entities is to be read, and where what it says goes. */
export const importOptions = z.object({
  format: z.enum(['ftm', 'csv']).default('ftm'),
  investigationId: z.uuid().optional(),
  name: z.string().min(1).max(200).default('import'),
  watch: z.boolean().default(false),
  watchAs: z.enum(listTopics).default('poi'),
  mapping: mapping.optional(),
});
export type ImportOptions = z.output<typeof importOptions>;

export interface ReadObject extends FtmObject {
  /** Where it stands in the file, from 1. */
  readonly line: number;
}

export interface Read {
  readonly objects: readonly ReadObject[];
  readonly problems: readonly { readonly line: number; readonly why: string }[];
}

/** What a file says, things before what links them; a sentence where it is no such file. */
export function readEntities(bytes: Uint8Array, given: Pick<ImportOptions, 'format' | 'mapping'>): Read | string {
  const text = new TextDecoder().decode(bytes).replace(/^\u{FEFF}/u, '');
  const read = given.format === 'csv' ? readTable(text, given) : readLines(text);
  if (typeof read === 'string') return read;
  if (read.objects.length === 0) return read.problems[0]?.why ?? 'There is nothing in this file.';
  const isLink = ({ schema }: FtmObject): boolean => isLinkSchema(schema);
  return { ...read, objects: [...read.objects.filter((one) => !isLink(one)), ...read.objects.filter(isLink)] };
}

const TOO_MUCH = `It says more than is kept of one: at most ${MOST_VALUES} values of a property, each of at most 4000 characters, and text alone.`;

function readLines(text: string): Read {
  const objects: ReadObject[] = [];
  const problems: { line: number; why: string }[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const decoded = decodeLine(line);
    if (typeof decoded === 'string') problems.push({ line: at + 1, why: decoded });
    // A line that the command would refuse would take the forty-nine with it that are taken in beside it.
    else if (!exchanged.safeParse(decoded).success) problems.push({ line: at + 1, why: TOO_MUCH });
    else objects.push({ ...decoded, line: at + 1 });
  }
  return { objects, problems };
}

const table = z.array(
  z.object({ record: z.record(z.string(), z.string()), info: z.looseObject({ lines: z.number() }) }),
);

function readTable(text: string, { mapping: by }: Pick<ImportOptions, 'mapping'>): Read | string {
  if (!by || !Object.values(by.columns).includes('name')) return 'Say which column holds the name.';
  let rows: z.output<typeof table>;
  try {
    rows = table.parse(
      parse(text, {
        columns: true,
        info: true,
        bom: true,
        delimiter: [',', ';', '\t'],
        relax_column_count: true,
        skip_empty_lines: true,
      }),
    );
  } catch {
    return 'This is not a table: a first line with the names of the columns, then one line each.';
  }
  const objects: ReadObject[] = [];
  const problems: { line: number; why: string }[] = [];
  for (const [at, { record, info }] of rows.entries()) {
    const decoded = decodeRow(record, at + 1, by);
    if (decoded && !exchanged.safeParse(decoded).success) problems.push({ line: info.lines, why: TOO_MUCH });
    else if (decoded) objects.push({ ...decoded, line: info.lines });
    else problems.push({ line: info.lines, why: 'It has no name.' });
  }
  return { objects, problems };
}
