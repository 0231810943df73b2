import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { jobKinds } from '@/lib/api/job-kinds.ts';
import { serve } from '@/lib/api/serve.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import type { Runner } from '@/lib/platform/jobs.ts';
import { startJobs } from '@/lib/platform/jobs.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { updateComment } from '@/lib/sources/comment.commands.ts';
import { listComments } from '@/lib/sources/reading.ts';
import { testDatabase } from '../support/database.ts';
import { makeDocx, makePdf, wordParagraph } from '../support/documents.ts';
import { answer, done, person } from '../support/people.ts';
import type { LocalWeb } from '../support/web.ts';
import { localWeb } from '../support/web.ts';

const test = testDatabase();
// Each form is read in a thread of its own, which takes its time to begin on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const officials = (count: string) =>
  `${count} officials signed both invoices for the crane, according to three people who read the letter of the auditor.`;
const rest =
  'The supplier returned the money in June, the ministry said on Friday in a note of two lines to this paper.';
const page = (count: string) =>
  `<html><body><article><h1>The crane</h1><p>${officials(count)}</p><p>${rest}</p><p>Again: ${rest}</p></article></body></html>`;

let runner: Runner;
let web: LocalWeb;
let count = 'Two';
beforeAll(async () => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough to be one';
  process.env.DATABASE_URL = test.url;
  web = await localWeb((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(page(count)),
  );
  globalThis.redthreadFetch = web.fetchUrl;
  runner = startJobs(test.db, jobKinds);
});
afterAll(async () => {
  await runner.close();
  await web.close();
  globalThis.redthreadFetch = undefined;
});

const corrected = z.object({
  version: z.object({ number: z.number(), text: z.string(), blocks: z.array(z.looseObject({ role: z.string() })) }),
  report: z.object({ items: z.array(z.unknown()) }),
});

async function stage(words: Record<string, unknown> = { kind: 'text', text: `The crane\n\n${officials('Two')}` }) {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const { secret, hash } = newApiToken();
  await done(test.db, createToken, luz, { userId: luz.userId, name: 't', tokenHash: hash, scopes: ['read', 'write'] });
  const { id: sourceId } = await done(test.db, intakeSource, luz, { investigationId, seal: true, ...words });
  const ask = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    serve(path).POST(
      new Request('http://test/api/v1', {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, ...headers },
        body,
      }),
      { params: Promise.resolve({ sourceId }) },
    );
  const correct = (body: BodyInit, headers: Record<string, string> = {}) =>
    ask('/sources/{sourceId}/versions', body, headers);
  const send = (input: object, headers = {}) => correct(JSON.stringify(input), headers);
  const file = (bytes: Uint8Array, name: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(bytes)], name));
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    return correct(form);
  };
  return { luz, sourceId, send, file };
}

it('SRC-5: a correction is given in any form that a source is', async () => {
  const { send, file, sourceId } = await stage();
  const paragraphs = (words: string) => wordParagraph('The crane', 'Title') + wordParagraph(officials(words));
  const given = [
    () => send({ kind: 'html', html: `<h1>The crane</h1><p>${officials('Three')}</p>` }),
    () => send({ kind: 'markdown', text: `# The crane\n\n${officials('Four')}` }),
    () => file(makeDocx(paragraphs('Five')), 'crane.docx', { after: '3' }),
    async () => file(await makePdf([{ head: 'The crane', paragraphs: [officials('Six')] }]), 'crane.pdf'),
    () => send({ kind: 'text', text: `The crane\n\n${officials('Seven')}` }),
  ];
  for (const [index, give] of given.entries()) {
    const response = await give();
    expect(response.status).toBe(201);
    const { version } = corrected.parse(await response.json());
    expect(version.number).toBe(index + 2);
    expect(version.text).toContain(['Three', 'Four', 'Five', 'Six', 'Seven'][index]);
  }
  const versions = await test.db.prisma.sourceVersion.findMany({
    where: { sourceId },
    orderBy: { number: 'asc' },
    include: { rawInput: true, blocks: { orderBy: { ordinal: 'asc' } } },
  });
  expect(versions.map(({ rawInput }) => rawInput?.fileName ?? null)).toEqual([
    null,
    null,
    null,
    'crane.docx',
    'crane.pdf',
    null,
  ]);
  for (const { rawInput } of versions.slice(1)) expect(sha256(rawInput?.bytes ?? '')).toBe(rawInput?.sha256);
  expect(versions[4]?.blocks.map((block) => block.page)).toEqual([1, 1]);
  expect(versions.map((version) => version.blocks.at(-1)?.language)).toEqual(versions.map(() => 'en'));
});

it('SRC-5: a page is fetched again from the address that it came from, with progress where asked for', async () => {
  count = 'Two';
  const { send } = await stage({ kind: 'text', text: `The crane\n\n${officials('Two')}`, url: web.page('/crane') });
  count = 'Three';
  const later = await send({ kind: 'url' }, { prefer: 'respond-async' });
  expect(later.status).toBe(202);
  const { job } = z.object({ job: z.object({ id: z.string(), kind: z.string() }) }).parse(await later.json());
  expect(job.kind).toBe('source.version');
  await expect
    .poll(async () => (await test.db.prisma.job.findUniqueOrThrow({ where: { id: job.id } })).state, {
      timeout: 20_000,
    })
    .toBe('done');
  const same = await send({ kind: 'url' });
  expect(same.status).toBe(422);
  expect(await same.json()).toMatchObject({ detail: expect.stringContaining('word for word version 2') as unknown });
  count = 'Four';
  const again = corrected.parse(await (await send({ kind: 'url' })).json());
  expect(again.version).toMatchObject({ number: 3, text: expect.stringContaining('Four officials') as unknown });
});

it('SRC-5: without an address there is nothing to fetch; a colleague who was faster is not overwritten', async () => {
  const { send } = await stage();
  const none = await send({ kind: 'url' });
  expect([none.status, await none.json()]).toEqual([
    422,
    expect.objectContaining({ code: 'invalid_input' }) as unknown,
  ]);
  const missing = await send({ kind: 'html' });
  expect(missing.status).toBe(422);
  expect((await send({ kind: 'text', text: officials('Three') })).status).toBe(201);
  const late = await send({ kind: 'markdown', text: officials('Four'), after: 1 });
  expect(await late.json()).toMatchObject({ code: 'stale' });
});

it('SRC-10: what is known of a reader comment goes with its words into a correction of another form', async () => {
  const { luz, sourceId, send } = await stage({
    kind: 'text',
    text: `The crane\n\n${officials('Two')}\n\n  7. I worked there and I saw it.`,
  });
  await done(test.db, updateComment, luz, { sourceId, label: 'C7', author: 'Rosa Paz', mark: 'first_hand' });
  const response = await send({
    kind: 'html',
    html: `<h1>The crane</h1><p>${officials('Three')}</p><p>7. I worked there and I saw it.</p>`,
  });
  expect(response.status).toBe(201);
  const { items } = await answer(test.db, listComments, luz, { sourceId });
  expect(items).toMatchObject([{ author: 'Rosa Paz', mark: 'first_hand' }]);
});

it('SRC-5: what is sent about the source with its correction corrects that too, at once and as a job', async () => {
  const { sourceId, send, file } = await stage();
  const known = () => test.db.prisma.source.findUniqueOrThrow({ where: { id: sourceId } });
  const second = { kind: 'text', text: officials('Three'), title: 'The crane, corrected', outlet: 'Port Gazette' };
  expect((await send(second)).status).toBe(201);
  expect(await known()).toMatchObject({ title: 'The crane, corrected', outlet: 'Port Gazette', url: null });
  const form = { outlet: 'Gazette', authors: 'Rosa Paz, Eva Paz', url: 'https://gazette.example/crane' };
  expect((await file(Buffer.from(officials('Four')), 'crane.txt', form)).status).toBe(201);
  expect(await known()).toMatchObject({ title: 'The crane, corrected', ...form, authors: ['Rosa Paz', 'Eva Paz'] });
  // Where the text is fetched this once is not where the source stands.
  count = 'Nine';
  expect((await send({ kind: 'url', url: web.page('/elsewhere'), title: 'The crane' })).status).toBe(201);
  expect(await known()).toMatchObject({ title: 'The crane', url: form.url });
  const told = await test.db.prisma.event.findMany({ where: { subjectId: sourceId, type: 'source.updated' } });
  expect(told.map(({ data }) => data)).toMatchObject([
    { title: 'The crane, corrected', outlet: 'Port Gazette' },
    { outlet: 'Gazette' },
    { title: 'The crane' },
  ]);
  const refused = await send({ kind: 'text', text: officials('Ten'), title: 'x'.repeat(400) });
  expect(refused.status).toBe(422);
  expect(await known()).toMatchObject({ title: 'The crane' });
});
