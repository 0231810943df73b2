import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { FtmObject } from '@/lib/entities/model/ftm.rules.ts';
import { fixturesDir } from '../support/fixtures.ts';

/** The published schemata as they stand in the fixtures, to judge what we write without our own copy. */
const property = z.looseObject({ type: z.string().optional() });
const yamlSchema = z.looseObject({
  extends: z.array(z.string()).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), property.nullable()).optional(),
});
const ftm = path.join(fixturesDir, 'ftm');
export const published = new Map(
  existsSync(ftm)
    ? readdirSync(ftm).flatMap((file) =>
        Object.entries(z.record(z.string(), yamlSchema).parse(parseYaml(readFileSync(path.join(ftm, file), 'utf8')))),
      )
    : [],
);
function propertiesOf(name: string): Record<string, unknown> {
  const schema = published.get(name);
  return Object.assign({}, ...(schema?.extends ?? []).map(propertiesOf), schema?.properties) as Record<string, unknown>;
}
const requiredOf = (name: string): string[] => {
  const schema = published.get(name);
  return [...(schema?.required ?? []), ...(schema?.extends ?? []).flatMap(requiredOf)];
};

/** Where an object is not as the published schemata say. */
export function complaints({ schema, properties }: FtmObject): string[] {
  if (!published.has(schema)) return [`${schema} is no schema`];
  const known = propertiesOf(schema);
  return [
    ...Object.keys(properties).flatMap((name) => (Object.hasOwn(known, name) ? [] : [`${schema} has no ${name}`])),
    ...requiredOf(schema).flatMap((name) => (properties[name]?.length ? [] : [`${schema} lacks ${name}`])),
  ];
}
