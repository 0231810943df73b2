import type http from 'node:http';
import zlib from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { jobKinds } from '@/lib/api/job-kinds.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import type { Runner } from '@/lib/platform/jobs.ts';
import { startJobs } from '@/lib/platform/jobs.ts';
import { ask } from '@/lib/platform/query.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { copyPage, keepPage } from '@/lib/sources/page-copy/commands.ts';
import { getPageCopy, keptPageFile, keptPageShown, listPageCopies } from '@/lib/sources/page-copy/queries.ts';
import { newId } from '@/lib/platform/ids.ts';
import { Upload } from '@/lib/sources/upload.rules.ts';
import { verifySources } from '@/lib/sources/verify.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, person } from '../support/people.ts';
import type { LocalWeb } from '../support/web.ts';
import { localWeb } from '../support/web.ts';

const test = testDatabase();
vi.setConfig({ testTimeout: 60_000 });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const words =
  'The port paid in January for a crane that it had already paid for in October, three people who read the invoices said.';
let asked: string[] = [];
let body = '';
const page = () => `<html><head><title>The crane</title><link rel="stylesheet" href="/look.css"></head><body><article>
<h1>The crane</h1><p>${words}</p><p>Again: ${words}</p>${body}</article></body></html>`;

const answers: Readonly<Record<string, (response: http.ServerResponse) => void>> = {
  '/look.css': (response) => response.writeHead(200, { 'content-type': 'text/css' }).end('h1{color:red}'),
  '/b.png': (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(png),
  // A small answer that unpacks to what no picture is.
  '/bomb.png': (response) =>
    response
      .writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' })
      .end(zlib.gzipSync(Buffer.concat([png, Buffer.alloc(60_000_000)]))),
  '/endless.png': (response) => void response.writeHead(200, { 'content-type': 'image/png' }).write(png),
  '/inner.png': (response) => response.writeHead(302, { location: 'http://127.0.0.1/b.png' }).end(),
};

let runner: Runner;
let web: LocalWeb;
beforeAll(async () => {
  web = await localWeb((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    asked.push(pathname);
    const known = answers[pathname];
    if (known) known(response);
    else if (pathname.startsWith('/crane')) response.writeHead(200, { 'content-type': 'text/html' }).end(page());
    else response.writeHead(404).end();
  });
  globalThis.redthreadFetch = web.fetchUrl;
  runner = startJobs(test.db, jobKinds);
});
afterAll(async () => {
  await runner.close();
  await web.close();
  globalThis.redthreadFetch = undefined;
});

async function stage(html: string, path = '/crane') {
  [body, asked] = [html, []];
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const given = { investigationId, kind: 'url', url: web.page(path), keepPage: true, seal: true };
  const { id: sourceId } = await done(test.db, intakeSource, luz, given);
  return { luz, investigationId, sourceId };
}

async function copyOf(luz: Caller, sourceId: string, version = 1) {
  const list = async () => {
    const asking = await ask(test.db, listPageCopies, luz, { sourceId });
    return asking.ok ? asking.value.items.find((one) => one.version === version) : undefined;
  };
  await expect
    .poll(
      async () => {
        const copy = await list();
        return copy !== undefined && (copy.sha256 !== null || copy.failure !== null);
      },
      { timeout: 50_000 },
    )
    .toBe(true);
  return list();
}

it('SRC-2: a page is kept with its pictures, hashed, told in the trail, and shown where nothing can run', async () => {
  const { luz, sourceId } = await stage('<img src="/b.png"><script src="/evil.js">run()</script><img src="/none.png">');
  const copy = await copyOf(luz, sourceId);
  expect(copy).toMatchObject({ version: 1, taken: 2, left: 1, failure: null });
  expect(asked).not.toContain('/evil.js');
  const kept = await answer(test.db, getPageCopy, luz, { sourceId });
  const html = Buffer.from(kept.bytes).toString();
  expect(sha256(kept.bytes)).toBe(copy?.sha256);
  expect(html).toContain('data:image/png;base64,');
  expect(html).toContain('h1{color:red}');
  expect(html).toContain(words);
  expect(html).not.toContain('script');
  const told = await test.db.prisma.event.findFirstOrThrow({
    where: { subjectId: sourceId, type: 'source.page_kept' },
  });
  expect(told.data).toMatchObject({ version: 1, sha256: copy?.sha256, taken: 2, left: 1 });

  const shown = keptPageShown(kept);
  expect(shown.headers.get('content-security-policy')).toBe(
    "sandbox; frame-ancestors 'none'; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  );
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  const file = keptPageFile(kept);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/u);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');

  const stranger = await person(test.db, 'Ada');
  for (const query of [getPageCopy, listPageCopies])
    expect(await ask<unknown, unknown>(test.db, query, stranger, { sourceId })).toMatchObject({
      error: { code: 'not_found' },
    });
});

it('SRC-6: a copy asks for nothing of this network, holds no bomb and waits for nothing without an end', async () => {
  const port = String(web.port);
  const { luz, sourceId } = await stage(
    [
      '<img src="/inner.png"><img src="/bomb.png"><img src="/endless.png">',
      `<img src="http://127.0.0.1:${port}/b.png"><img src="http://169.254.169.254/latest/meta-data"><img src="file:///etc/passwd">`,
      `<p style="background:url(http://localhost:${port}/b.png)">x</p><style>q{background:url("http://[::1]:${port}/b.png")}</style>`,
      `<link rel="stylesheet" href="http://10.0.0.1/look.css"><img src="data:image/png;base64,${'A'.repeat(1000)}">`,
    ].join(''),
    '/crane-2',
  );
  const copy = await copyOf(luz, sourceId);
  expect(copy).toMatchObject({ failure: null, taken: 1, left: 9 });
  expect(copy?.bytes).toBeLessThan(10_000);
  expect(asked.filter((path) => path === '/b.png')).toEqual([]);
});

it('SRC-2: audit verify finds a kept page that was changed, even together with its hash; the database lets nobody', async () => {
  const { luz, sourceId } = await stage('', '/crane-3');
  await copyOf(luz, sourceId);
  expect((await verifySources(test.db)).broken).toEqual([]);
  const copy = await test.db.prisma.pageCopy.findFirstOrThrow({ where: { sourceId } });
  await expect(test.db.prisma.pageCopy.update({ where: { id: copy.id }, data: { left: 9 } })).rejects.toThrow();
  await expect(test.db.prisma.pageCopy.delete({ where: { id: copy.id } })).rejects.toThrow();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica');
    await client.query(`UPDATE "RawInput" SET bytes = 'other', sha256 = encode(sha256('other'), 'hex') WHERE id = $1`, [
      copy.rawInputId,
    ]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  expect((await verifySources(test.db)).broken).toEqual([
    `kept page 1 of source ${sourceId}: the trail has another hash`,
  ]);
});

it('SRC-2: a correction that is fetched again may keep its page, too; other forms have none', async () => {
  const { luz, sourceId, investigationId } = await stage('', '/crane-4');
  await copyOf(luz, sourceId);
  body = '<p>Corrected: the crane was paid for once, the port said on Friday in a note of two lines.</p>';
  await done(test.db, addVersion, luz, { sourceId, kind: 'url', keepPage: true });
  expect(await copyOf(luz, sourceId, 2)).toMatchObject({ version: 2, failure: null });
  const older = Buffer.from((await answer(test.db, getPageCopy, luz, { sourceId, version: 1 })).bytes).toString();
  const newer = Buffer.from((await answer(test.db, getPageCopy, luz, { sourceId })).bytes).toString();
  expect([older.includes('Corrected'), newer.includes('Corrected')]).toEqual([false, true]);
  const pasted = { investigationId, kind: 'text', text: words, keepPage: true };
  const { id } = await done(test.db, intakeSource, luz, pasted);
  expect((await answer(test.db, listPageCopies, luz, { sourceId: id })).items).toEqual([]);
  expect(await ask(test.db, getPageCopy, luz, { sourceId: id })).toMatchObject({ error: { code: 'not_found' } });
});

it('SRC-2: a page is kept for its job alone, once', async () => {
  const { luz, sourceId } = await stage('', '/crane-5');
  await copyOf(luz, sourceId);
  const { id: jobId } = await test.db.prisma.pageCopy.findFirstOrThrow({ where: { sourceId } });
  const bytes = Buffer.from('other');
  const upload = new Upload({ name: 'x.html', mediaType: 'text/html', sha256: sha256(bytes), bytes });
  const again = { jobId, sourceId, upload, address: '', taken: 0, left: 0 };
  await expect(execute(test.db, keepPage, luz, again)).rejects.toThrow(/made once/u);
  const other = await person(test.db, 'Mo');
  expect(await execute(test.db, keepPage, other, again)).toMatchObject({ ok: false, error: { code: 'not_found' } });
});

it('SRC-2: a copy that failed or was not asked for is made later, of what was fetched then; twice at once, once', async () => {
  const { luz, investigationId, sourceId } = await stage('<img src="/b.png">', '/crane-6');
  await copyOf(luz, sourceId);
  const without = { investigationId, kind: 'url', duplicates: 'link', seal: true };
  const brought = async (path: string) => {
    const { id: made } = await done(test.db, intakeSource, luz, { ...without, url: web.page(path) });
    await expect
      .poll(() => test.db.prisma.source.count({ where: { id: made, state: 'sealed' } }), { timeout: 50_000 })
      .toBe(1);
    return made;
  };
  const id = await brought('/crane-7');
  expect((await answer(test.db, listPageCopies, luz, { sourceId: id })).items).toEqual([]);
  body = '<p>What the page says by now.</p>';
  const both = await Promise.all([1, 2].map(() => execute(test.db, copyPage, luz, { sourceId: id })));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await copyOf(luz, id)).toMatchObject({ version: 1, taken: 2, failure: null });
  const kept = Buffer.from((await answer(test.db, getPageCopy, luz, { sourceId: id })).bytes).toString();
  expect(kept).not.toContain('by now');
  expect(await execute(test.db, copyPage, luz, { sourceId: id })).toMatchObject({ error: { code: 'conflict' } });

  // One that was given up, as after a cancel.
  const third = await brought('/crane-8');
  await test.db.prisma.pageCopy.create({
    data: { id: newId(), sourceId: third, version: 1, createdById: luz.userId },
  });
  expect(await copyOf(luz, third)).toMatchObject({ sha256: null, failure: 'The copy of the page was not made.' });
  await done(test.db, copyPage, luz, { sourceId: third });
  expect(await copyOf(luz, third)).toMatchObject({ failure: null, taken: 1 });
  const pasted = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: words });
  expect(await execute(test.db, copyPage, luz, { sourceId: pasted.id })).toMatchObject({ error: { code: 'conflict' } });
});
