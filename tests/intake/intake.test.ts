import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { jobKinds } from '@/lib/api/job-kinds.ts';
import { serve } from '@/lib/api/serve.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { cancelJob, getJob } from '@/lib/jobs/api.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { JobKind, Runner } from '@/lib/platform/jobs.ts';
import { startJob, startJobs } from '@/lib/platform/jobs.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { getSource, getVersion } from '@/lib/sources/queries.ts';
import { testDatabase } from '../support/database.ts';
import { makeDocx, makePdf, scannedPdf, wordParagraph } from '../support/documents.ts';
import { answer, done, joins, person } from '../support/people.ts';
import type { LocalWeb } from '../support/web.ts';
import { localWeb } from '../support/web.ts';

const test = testDatabase();
const long =
  'The port authority of Almenara paid in January for a crane that it had already paid for in October, invoices seen over two weeks by three reporters of this newspaper show.';
const articleOf = (extra = '') =>
  `<html><head><meta property="og:site_name" content="The Post"></head><body><article><h1>The crane</h1>${[1, 2, 3, 4, 5, 6].map((n) => `<p>${n}: ${long} ${extra}</p>`).join('')}</article></body></html>`;

let runner: Runner;
let web: LocalWeb;
let holding: (() => void)[] = [];
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
  web = await localWeb((request, response) => {
    if (request.url === '/moved') return response.writeHead(301, { location: '/crane?utm_source=x' }).end();
    if (request.url === '/slow') return void holding.push(() => response.end(articleOf()));
    if (request.url === '/latin')
      return response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(Buffer.from(articleOf('Señor Núñez'), 'latin1'));
    if (request.url === '/picture.png') return response.end(Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'));
    return response.writeHead(200, { 'content-type': 'text/html' }).end(articleOf());
  });
  globalThis.redthreadFetch = web.fetchUrl;
  runner = startJobs(test.db, jobKinds);
});
afterAll(async () => {
  for (const release of holding) release();
  await runner.close();
  await web.close();
  globalThis.redthreadFetch = undefined;
});

async function stage() {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const { secret, hash } = newApiToken();
  await done(test.db, createToken, luz, { userId: luz.userId, name: 't', tokenHash: hash, scopes: ['read', 'write'] });
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    serve('/investigations/{investigationId}/sources').POST(
      new Request(`http://test/api/v1/investigations/${investigationId}/sources`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, ...headers },
        body,
      }),
      { params: Promise.resolve({ investigationId }) },
    );
  const send = (input: object, headers = {}) => post(JSON.stringify(input), headers);
  const file = (bytes: Uint8Array, name: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(bytes)], name));
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    return post(form);
  };
  return { luz, investigationId, send, file };
}

const made = z.object({ id: z.string() });
const pending = z.object({ job: z.object({ id: z.string() }) });

async function until(caller: Caller, jobId: string, states: readonly string[]) {
  for (;;) {
    const job = await answer(test.db, getJob, caller, { jobId });
    if (states.includes(job.state)) return job;
    await later(50);
  }
}
const sources = (investigationId: string) => test.db.prisma.source.count({ where: { investigationId } });

describe('intake through the API', () => {
  it('SRC-1, SRC-2: an address: the page, its bytes, where it was found after redirects', async () => {
    const { luz, send } = await stage();
    const response = await send({ kind: 'url', url: web.page('/moved'), seal: true });
    expect(response.status).toBe(201);
    const { id } = made.parse(await response.json());
    const source = await answer(test.db, getSource, luz, { sourceId: id });
    expect(source).toMatchObject({
      title: 'The crane',
      outlet: 'The Post',
      url: web.page('/crane?utm_source=x'),
      state: 'sealed',
      raw: { sha256: sha256(articleOf()), mediaType: 'text/html', finalUrl: web.page('/crane?utm_source=x') },
    });
    const { text } = await answer(test.db, getVersion, luz, { sourceId: id, number: 1 });
    expect(text.startsWith('The crane\n1: The port')).toBe(true);
  });

  it('SRC-8: a page that says a wrong encoding is read right', async () => {
    const { luz, send } = await stage();
    const { id } = made.parse(await (await send({ kind: 'url', url: web.page('/latin'), seal: true })).json());
    expect((await answer(test.db, getVersion, luz, { sourceId: id, number: 1 })).text).toContain('Señor Núñez');
    expect((await answer(test.db, getSource, luz, { sourceId: id })).notes).toEqual(['encoding:windows-1252']);
  });

  it('SRC-1: files as multipart: PDF with its pages, Word, Markdown; what they say goes after what the person says', async () => {
    const { luz, file } = await stage();
    const pdf = await file(
      await makePdf([{ paragraphs: [long] }, { paragraphs: [`${long} Two.`] }], { title: 'Audit' }),
      'a.pdf',
      { seal: 'true', title: 'Mine' },
    );
    expect(pdf.status).toBe(201);
    const { id } = made.parse(await pdf.json());
    expect(await answer(test.db, getSource, luz, { sourceId: id })).toMatchObject({
      title: 'Mine',
      pages: 2,
      authors: ['Inés Calderón'],
    });
    const version = await answer(test.db, getVersion, luz, { sourceId: id, number: 1 });
    expect(version.blocks.map(({ label, page }) => [label, page])).toEqual([
      ['P1', 1],
      ['P2', 2],
    ]);
    const word = await file(
      makeDocx(
        wordParagraph('The crane', 'Title') + wordParagraph('Another story about a fence that was never built.'),
      ),
      'b.docx',
    );
    expect(await word.json()).toMatchObject({ title: 'The crane & the port', raw: { fileName: 'b.docx' } });
    const markdown = await file(Buffer.from('# A fence\n\nNobody built it, and everybody paid.'), 'c.md');
    expect(await markdown.json()).toMatchObject({ title: 'A fence', raw: { mediaType: 'text/markdown' } });
  });

  it.each([
    ['an inner address', { kind: 'url', url: 'http://127.0.0.1/' }, /network/],
    ['a picture', { kind: 'url', url: '/picture.png' }, /picture/],
    ['no address', { kind: 'url' }, /address/],
    ['an unknown kind', { kind: 'fax', text: 'x' }, /multipart/],
    ['empty HTML', { kind: 'html', html: '<script>1</script>' }, /no words/],
  ])('SRC-8: %s gets a sentence and leaves nothing half-made', async (_name, input, words) => {
    const { investigationId, send } = await stage();
    const url = 'url' in input && input.url.startsWith('/') ? web.page(input.url) : undefined;
    const response = await send({ ...input, ...(url ? { url } : {}) });
    expect([response.status, await response.json()]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringMatching(words) as string }),
    ]);
    expect(await sources(investigationId)).toBe(0);
    expect(await test.db.prisma.job.count({ where: { payload: { not: null }, endedAt: { not: null } } })).toBe(0);
  });

  it('SRC-8: a scanned PDF and a file that is too large get a sentence', async () => {
    const { file } = await stage();
    const scanned = await file(await scannedPdf(), 's.pdf');
    expect([scanned.status, await scanned.json()]).toEqual([
      422,
      expect.objectContaining({ detail: expect.stringMatching(/OCR/) as string }),
    ]);
    expect((await file(Buffer.alloc(21_000_000, 'a'), 'l.txt')).status).toBe(413);
  });

  it('CORE-3: the same intake sent twice at once makes one source', async () => {
    const { investigationId, send } = await stage();
    const input = { id: newId(), kind: 'html', html: articleOf() };
    const answers = await Promise.all([send(input), send(input)]);
    expect(answers.map((one) => one.status)).toEqual([201, 201]);
    expect(await sources(investigationId)).toBe(1);
  });
});

describe('SRC-7: duplicates', () => {
  it('are pointed out with their overlap before anything is made, and linked when it is made all the same', async () => {
    const { luz, investigationId, send } = await stage();
    const text = [1, 2, 3, 4].map((n) => `${n}: ${long}`).join('\n\n');
    const first = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text });
    const wire = `Another headline\n\n${text}\n\nWith reporting by the desk.`;
    const asked = await send({ kind: 'text', text: wire, outlet: 'The Other', duplicates: 'ask' });
    expect(asked.status).toBe(409);
    expect(await asked.json()).toMatchObject({
      code: 'conflict',
      similar: [{ id: first.id, overlap: 1, sameAddress: false }],
    });
    expect(await sources(investigationId)).toBe(1);
    const { id } = made.parse(await (await send({ kind: 'text', text: wire, outlet: 'The Other' })).json());
    expect((await answer(test.db, getSource, luz, { sourceId: id })).links).toMatchObject([
      { id: first.id, overlap: 1 },
    ]);
    expect((await answer(test.db, getSource, luz, { sourceId: first.id })).links).toMatchObject([
      { id, outlet: 'The Other' },
    ]);
  });

  it('the same address counts, whatever is around it; another text does not', async () => {
    const { luz, investigationId, send } = await stage();
    await done(test.db, intakeSource, luz, {
      investigationId,
      kind: 'text',
      text: 'One story, told in a few words.',
      url: 'https://www.example.org/a/?utm_source=x#top',
    });
    const asked = await send({
      kind: 'text',
      text: 'Quite another story than the first.',
      url: 'http://m.example.org/a',
      duplicates: 'ask',
    });
    expect(await asked.json()).toMatchObject({ similar: [{ sameAddress: true, overlap: 0 }] });
    expect((await send({ kind: 'text', text: 'Quite another story than the first.', duplicates: 'ask' })).status).toBe(
      201,
    );
  });

  it('ENT-7: a source of a case that one may not read is never named', async () => {
    const ana = await person(test.db, 'Ana');
    const { id: hidden } = await done(test.db, createInvestigation, ana, { title: 'Hidden', confidential: true });
    const text = [5, 6, 7].map((n) => `${n}: ${long.replaceAll('crane', 'fence')}`).join('\n\n');
    await done(test.db, intakeSource, ana, { investigationId: hidden, kind: 'text', text });
    const { luz, send } = await stage();
    expect((await send({ kind: 'text', text, duplicates: 'ask' })).status).toBe(201);
    await joins(test.db, luz, hidden, 'viewer');
    expect((await send({ kind: 'text', text, duplicates: 'ask' })).status).toBe(409);
  });
});

describe('RUN-4: long work', () => {
  it('shows progress, and a cancel ends it and leaves nothing', async () => {
    const { luz, investigationId, send } = await stage();
    const response = await send({ kind: 'url', url: web.page('/slow') }, { prefer: 'respond-async' });
    expect(response.status).toBe(202);
    const { job } = pending.parse(await response.json());
    expect(await until(luz, job.id, ['running'])).toMatchObject({ kind: 'source.intake' });
    await done(test.db, cancelJob, luz, { jobId: job.id });
    expect(await until(luz, job.id, ['cancelled', 'done', 'failed'])).toMatchObject({ state: 'cancelled' });
    expect(await sources(investigationId)).toBe(0);
  });

  it('is given back when its process stops, and taken on by the next; one that died is begun again', async () => {
    const { luz } = await stage();
    const began: string[] = [];
    const kind: JobKind = {
      kind: 'test.wait',
      run: ({ id, signal }) => {
        began.push(id);
        return new Promise((resolve, reject) => {
          if (began.length > 1) resolve({ well: true });
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        });
      },
    };
    const first = startJobs(test.db, [kind]);
    const jobId = await test.db.prisma.$transaction((tx) =>
      startJob(tx, { kind: 'test.wait', userId: luz.userId, input: {}, now: new Date() }),
    );
    await until(luz, jobId, ['running']);
    while (began.length === 0) await later(20);
    await first.close();
    expect(await answer(test.db, getJob, luz, { jobId })).toMatchObject({ state: 'queued' });
    // As after a power cut: running, and nobody says so any more.
    await test.db.prisma.job.update({
      where: { id: jobId },
      data: { state: 'running', heartbeatAt: new Date(Date.now() - 60_000) },
    });
    const second = startJobs(test.db, [kind]);
    expect(await until(luz, jobId, ['done'])).toMatchObject({ result: { well: true } });
    await second.close();
    expect(began).toEqual([jobId, jobId]);
  });

  it('ends with a sentence when the person lost their right meanwhile', async () => {
    const { luz, investigationId, send } = await stage();
    const response = await send({ kind: 'url', url: web.page('/slow') }, { prefer: 'respond-async' });
    const { job } = pending.parse(await response.json());
    while (holding.length < 2) await later(20);
    await test.db.prisma.membership.update({
      where: { investigationId_userId: { investigationId, userId: luz.userId } },
      data: { role: 'viewer' },
    });
    for (const release of holding) release();
    holding = [];
    expect(await until(luz, job.id, ['failed'])).toMatchObject({ failure: expect.stringMatching(/role/) as string });
    expect(await sources(investigationId)).toBe(0);
  });
});
