import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { z } from 'zod';
import { fixturesDir } from '../support/fixtures.ts';

export type Version = '0.2' | '1.0-draft';
export const reconciliation = path.join(fixturesDir, 'reconciliation');

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const at = (name: string): string => `https://test/${name}`;
/** Ids by file name, as their `$ref`s are; the declared draft of JSON Schema is only "the newest". */
function schemaIn(folder: string, name: string) {
  const schema = z.record(z.string(), z.unknown()).parse(json(path.join(folder, name)));
  delete schema['$schema'];
  return { ...schema, $id: at(name) };
}

/** Judges by the published schemas, all that lie there; undefined where they do not. */
export function judge(version: Version): ((name: string, value: unknown) => string) | undefined {
  const folder = path.join(reconciliation, version, 'schemas');
  if (!existsSync(folder)) return undefined;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  // What the manifests take from elsewhere: the form in which Swagger 2.0 says how one signs in.
  ajv.addSchema({ ...schemaIn(folder, 'openapi.json'), $id: 'http://swagger.io/v2/schema.json' });
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'openapi.json');
  for (const name of names) ajv.addSchema(schemaIn(folder, name));
  return (name, value) => {
    const validate: ValidateFunction | undefined = ajv.getSchema(at(`${name}.json`));
    if (!validate) return `there is no schema ${name}`;
    return validate(value) ? '' : ajv.errorsText(validate.errors);
  };
}

interface Example {
  readonly name: string;
  readonly value: unknown;
}

/** Every example of a kind that lies there, whatever it is called. */
export function examples(version: Version, kind: string, which: 'valid' | 'invalid'): readonly Example[] {
  const folder = path.join(reconciliation, version, 'examples', kind, which);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.map((file) => ({ name: `${version} ${kind} ${file}`, value: json(path.join(folder, file)) }));
}
