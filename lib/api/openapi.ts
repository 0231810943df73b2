import { z } from 'zod';
import { errorTable } from '../platform/errors.ts';
import type { Endpoint, EndpointTable } from './endpoint.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

const json: z.ZodType<Json> = z.json();
const objectSchema = z.object({
  properties: z.record(z.string(), json).default({}),
  required: z.array(z.string()).default([]),
});

/**
 * What a zod schema says, as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. `input`: what one sends. What JSON
 * Schema cannot say (a transformation, a check by code) is left out.
 */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  // The dialect is OpenAPI's own; what a schema carries besides plain JSON (zod's helpers) falls away.
  return json.parse(JSON.parse(JSON.stringify({ ...made, $schema: undefined })));
};

/** The OpenAPI 3.1 document of the whole API, made from the same schemas that check it. */
export function openApi(endpoints: EndpointTable): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Redthread',
      version: '1',
      description:
        'Sources, marks, claims, entities and people of a newsroom. Everything that is not allowed to be known answers 404. ' +
        'Errors are problem details (RFC 9457) with a stable `code`. Lists answer `{items, next}`; give `next` back as `after`. ' +
        'An `id` (UUIDv7) sent when creating, or an `Idempotency-Key`, makes sending it twice safe.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(Object.entries(endpoints).map(([path, methods]) => [path, pathItem(path, methods)])),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token of `npm run redthread -- token create`.' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(errorTable) },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
            },
          },
        },
      },
      responses: {
        Problem: {
          description: 'It was refused; `code` and `detail` say why.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function pathItem(path: string, methods: EndpointTable[string]): JsonObject {
  return Object.fromEntries(
    Object.entries(methods).map(([method, endpoint]) => [method.toLowerCase(), operation(path, method, endpoint)]),
  );
}

function operation(path: string, method: string, endpoint: Endpoint): JsonObject {
  const input = objectSchema.parse(schemaOf(endpoint.input, 'input'));
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const rest = Object.entries(input.properties).filter(([name]) => !inPath.includes(name));
  const required = input.required.filter((name) => !inPath.includes(name));
  const parameters = [
    ...inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties[name] ?? { type: 'string' },
    })),
    ...(method === 'GET' ? rest : []).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...(method === 'GET' || method === 'DELETE'
      ? []
      : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } }]),
  ];
  const hasBody = method !== 'GET' && method !== 'DELETE' && rest.length > 0;
  const body = { type: 'object', properties: Object.fromEntries(rest), required };
  return {
    operationId: operationId(path, method),
    summary: endpoint.summary,
    tags: [path.split('/')[1] ?? ''],
    parameters,
    ...(hasBody
      ? { requestBody: { required: required.length > 0, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: { [String(endpoint.status)]: answerOf(endpoint), default: { $ref: '#/components/responses/Problem' } },
  };
}

function answerOf(endpoint: Endpoint): JsonObject {
  if (endpoint.status === 204) return { description: 'Done; there is nothing to show.' };
  const output = endpoint.query?.output ?? endpoint.answer?.output;
  const description = endpoint.status === 201 ? 'What was made.' : 'What was asked for.';
  return output
    ? { description, content: { 'application/json': { schema: schemaOf(output, 'output') } } }
    : { description };
}

/** `GET /sources/{sourceId}/versions` -> `getSourcesBySourceIdVersions`: unique as long as the paths are. */
function operationId(path: string, method: string): string {
  const words = path.split('/').filter(Boolean);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return (
    method.toLowerCase() +
    words.map((word) => (word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word))).join('')
  );
}
