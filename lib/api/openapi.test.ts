import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GET } from '@/app/api/v1/openapi.json/route.ts';
import { endpoints } from './endpoints.ts';
import { openApi } from './openapi.ts';

const root = path.resolve('app/api/v1');

/** Every route file with its address as the table writes it, and the methods that it exports. A file's bytes are no JSON. */
const served = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) =>
      path.basename(file) === 'route.ts' &&
      !['openapi.json', '[...unknown]', 'evidence/[evidenceId]/file'].includes(path.dirname(file)),
  )
  .map((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const address = `/${path.dirname(file).split(path.sep).join('/')}`.replace(/\[(\w+)\]/g, '{$1}');
    const methods = [...source.matchAll(/\b(GET|POST|PUT|PATCH|DELETE)\b/g)].map(([method]) => method);
    return { address, methods: [...new Set(methods)].sort(), path: /serve\('([^']+)'\)/.exec(source)?.[1] };
  });

const parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean() });
const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(5),
  parameters: z.array(parameter),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })) })
    .optional(),
  responses: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.object({ bearer: z.unknown() }),
  }),
});

describe('the API', () => {
  it('has a route file for every endpoint in the table, exporting its methods, and no other', () => {
    expect(served.length).toBeGreaterThan(10);
    const table = Object.entries(endpoints).map(([address, methods]) => ({
      address,
      methods: Object.keys(methods).sort(),
    }));
    const byAddress = (a: { address: string }, b: { address: string }) => (a.address < b.address ? -1 : 1);
    expect(served.map(({ address, methods }) => ({ address, methods })).sort(byAddress)).toEqual(table.sort(byAddress));
    for (const route of served) expect(route.path ?? route.address).toBe(route.address);
  });

  it('describes itself in OpenAPI 3.1 without sign-in', async () => {
    const response = GET();
    expect(response.status).toBe(200);
    expect(() => document.parse(openApi(endpoints))).not.toThrow();
    const parsed = document.parse(await response.json());
    const operations = Object.entries(parsed.paths).flatMap(([address, methods]) =>
      Object.entries(methods).map(([method, described]) => ({ address, method, described })),
    );
    expect(Object.keys(parsed.paths).sort()).toEqual(Object.keys(endpoints).sort());
    const ids = operations.map(({ described }) => described.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { address, method, described } of operations) {
      const inPath = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = described.parameters.filter((one) => one.in === 'path');
      expect(
        declared.map((one) => one.name),
        address,
      ).toEqual(inPath);
      expect(declared.every((one) => one.required)).toBe(true);
      expect(Object.keys(described.responses), `${method} ${address}`).toContain('default');
      expect(Object.keys(described.responses).some((status) => status.startsWith('2'))).toBe(true);
      if (method === 'get' || method === 'delete') expect(described.requestBody).toBeUndefined();
    }
  });

  it('describes what a body must be and what the answer is', () => {
    const { paths } = document.parse(openApi(endpoints));
    const create = paths['/entities']?.['post'];
    const body = create?.requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({ type: 'object', required: expect.arrayContaining(['schema', 'name']) as unknown });
    expect(create?.responses).toHaveProperty('201');
    expect(paths['/entities']?.['get']?.parameters.map((one) => one.name)).toEqual(
      expect.arrayContaining(['q', 'schema', 'limit', 'after']),
    );
  });
});
