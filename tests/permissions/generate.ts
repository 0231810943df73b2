import { z } from 'zod';
import { newId } from '@/lib/platform/ids.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
}

/**
 * The plainest input that a schema takes: required fields only, ids from the set by the field's own name. So a new
 * command whose fields are named as everywhere (`claimId`, `sourceId` …) needs no row in the matrix; one that cannot be
 * made this way fails there until it has one.
 */
export function plainInput(input: z.ZodType, ids: Readonly<Record<string, string>>): unknown {
  return make(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, '', ids);
}

function make(schema: Schema, name: string, ids: Readonly<Record<string, string>>): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return make(first, name, ids);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => make(part, name, ids) as object)) as unknown;
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key, field]) => schema.required?.includes(key) && field.default === undefined)
          .map(([key, field]) => [key, make(field, key, ids)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => make(schema.items ?? {}, name.replace(/s$/u, ''), ids));
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'string':
      return text(schema, name, ids);
    default:
      return null;
  }
}

function text(schema: Schema, name: string, ids: Readonly<Record<string, string>>): string {
  if (schema.format === 'uuid') return ids[name] ?? newId();
  if (schema.format === 'email' || name === 'email') return `n${newId()}@example.org`;
  if (schema.format === 'date-time') return '2026-11-24T10:00:00.000Z';
  if (schema.format === 'date') return '2026-11-24';
  if (schema.format === 'uri') return 'https://example.org/';
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}
