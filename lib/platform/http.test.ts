import { expect, it } from 'vitest';
import { Refusal } from './errors.ts';
import { readJson } from './http.ts';

it('LIV-8: a request that breaks off half-way is told to come again, and is no error of ours', async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.error(new Error('aborted')),
  });
  const broken = new Request('http://localhost/api/command', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const refused: unknown = await readJson(broken).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ failure: { code: 'unavailable' } });
});
