import { describe, expect, it } from 'vitest';
import { serve } from '@/lib/api/serve.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { newId } from '@/lib/platform/ids.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { done, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { annotationPage, annotationView, historyPage } from './schema.ts';

const test = testDatabase();

async function tokenOf(who: Caller): Promise<string> {
  const secret = `rt_${crypto.randomUUID()}`;
  await test.db.prisma.apiToken.create({
    data: { id: newId(), userId: who.userId, name: 'test', tokenHash: sha256(secret), scopes: ['read', 'write'] },
  });
  return secret;
}

/** Sends a request through the route's own handler. */
async function call(
  token: string,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  params: Record<string, string>,
  body?: unknown,
  query = '',
) {
  const response = await serve(path)[method](
    new Request(`http://localhost/api/v1${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
    { params: Promise.resolve(params) },
  );
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as unknown) : null };
}

describe('the API of marks', () => {
  it('ANN-1: a mark is made, read, listed, changed, answered, resolved, followed, deleted and brought back', async () => {
    const luz = await person(test.db, 'Luz');
    const token = await tokenOf(luz);
    const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Metastasis' });
    const sourceId = await sealedSource(test.db, luz, investigationId, [
      'Police took thirty-one people.',
      'They paid.',
    ]);
    const id = newId();
    const create = () =>
      call(
        token,
        'POST',
        '/sources/{sourceId}/annotations',
        { sourceId },
        {
          id,
          kind: 'note',
          target: { quote: { exact: 'thirty-one people', prefix: 'took ' } },
          text: 'Which ones?',
          tags: ['figures'],
        },
      );
    const made = await create();
    expect(made.status).toBe(201);
    expect(annotationView.parse(made.body)).toMatchObject({
      id,
      authorId: luz.userId,
      status: 'open',
      claimId: null,
      entityId: null,
      replies: [],
      anchors: [{ version: 1, state: 'exact', start: 12, end: 29, score: 1 }],
    });
    // CORE-3: sent again, it is the same mark.
    expect(await create()).toEqual(made);

    const one = { annotationId: id };
    expect((await call(token, 'GET', '/annotations/{annotationId}', one)).body).toEqual(made.body);
    const list = await call(
      token,
      'GET',
      '/sources/{sourceId}/annotations',
      { sourceId },
      undefined,
      '?limit=1&kind=note',
    );
    expect(annotationPage.parse(list.body)).toEqual({ items: [made.body], next: null });
    const changed = await call(token, 'PATCH', '/annotations/{annotationId}', one, {
      text: 'Who?',
      status: 'resolved',
    });
    expect(changed).toMatchObject({ status: 200, body: { text: 'Who?', status: 'resolved' } });
    const answered = await call(token, 'POST', '/annotations/{annotationId}/replies', one, { text: 'The minutes' });
    expect(answered).toMatchObject({ status: 201, body: { id, replies: [{ text: 'The minutes' }] } });
    const history = await call(token, 'GET', '/annotations/{annotationId}/history', one);
    expect(historyPage.parse(history.body).items.map((line) => line.type)).toEqual([
      'annotation.created',
      'annotation.updated',
      'annotation.resolved',
      'reply.created',
    ]);
    expect(await call(token, 'DELETE', '/annotations/{annotationId}', one)).toEqual({ status: 204, body: null });
    expect(await call(token, 'GET', '/annotations/{annotationId}', one)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect((await call(token, 'POST', '/annotations/{annotationId}/restore', one)).status).toBe(200);
  });

  it('ANC-2, ACC-1: bad input is a problem with a code and a sentence; other cases are not there', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Quiet' });
    const sourceId = await sealedSource(test.db, luz, investigationId, ['They paid, and they paid.']);
    const token = await tokenOf(luz);
    const post = (body: unknown, by = token) => call(by, 'POST', '/sources/{sourceId}/annotations', { sourceId }, body);
    expect(await post({ kind: 'highlight', target: { quote: { exact: 'paid' } } })).toMatchObject({
      status: 422,
      body: { code: 'invalid_input', detail: expect.stringContaining('2 places') as string },
    });
    expect(await post({ kind: 'highlight' })).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
    expect(await post('{')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await post({ kind: 'highlight', target: { start: 0, end: 4 } }, await tokenOf(eve))).toMatchObject({
      status: 404,
    });
    expect(await call(token, 'GET', '/annotations/{annotationId}', { annotationId: 'not-an-id' })).toMatchObject({
      status: 422,
    });
    expect(
      await call(token, 'GET', '/sources/{sourceId}/annotations', { sourceId }, undefined, '?limit=5000'),
    ).toMatchObject({ status: 422 });
  });
});
