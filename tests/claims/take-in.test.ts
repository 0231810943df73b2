import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { takeInEvidence } from '@/lib/claims/evidence/take-in.commands.ts';
import { jobKinds } from '@/lib/api/job-kinds.ts';
import { execute } from '@/lib/platform/command.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import type { Runner } from '@/lib/platform/jobs.ts';
import { startJobs } from '@/lib/platform/jobs.ts';
import { isTombstone, readPublished } from '@/lib/publishing/read.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { getThread } from '@/lib/thread/queries.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done } from '../support/people.ts';
import { desk, move } from '../support/verdict.ts';
import { createClaim } from '@/lib/claims/commands.ts';
import type { LocalWeb } from '../support/web.ts';
import { localWeb } from '../support/web.ts';

/** CLM-3: an outside address becomes a source of the case in one act, so that it too is sealed and hashed. */
const test = testDatabase();
const QUOTE = 'the harbour office signed for the second crane';
const paragraph = (n: number) =>
  `<p>${n}: The ledger of the year lists each payment with its date, its number and the name of whoever signed for it in that week.</p>`;
const PAGE = `<html><head><title>The ledger</title></head><body><article><h1>The ledger</h1>${[1, 2, 3, 4, 5].map(paragraph).join('')}<p>In March ${QUOTE}, and nobody asked.</p></article></body></html>`;
let web: LocalWeb;
let runner: Runner;
const fetched: (string | undefined)[] = [];

beforeAll(async () => {
  web = await localWeb((request, response) => {
    fetched.push(request.url);
    if (request.url === '/gone') return response.writeHead(404).end();
    if (request.url === '/short') return response.writeHead(302, { location: '/led-to' }).end();
    return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  globalThis.redthreadFetch = web.fetchUrl;
  runner = startJobs(test.db, jobKinds);
});
afterAll(async () => {
  await runner.close();
  await web.close();
  globalThis.redthreadFetch = undefined;
});

async function stage(url: string, quote?: string) {
  const at = await desk(test.db);
  const { id: claimId } = await done(test.db, createClaim, at.lead, {
    investigationId: at.investigationId,
    statement: 'The office signed.',
  });
  const { id: evidenceId } = await done(test.db, addEvidence, at.lead, {
    claimId,
    stance: 'supports',
    url,
    ...(quote ? { quote } : {}),
  });
  return { ...at, claimId, evidenceId };
}
const ended = (jobId: string | null) =>
  expect
    .poll(async () => (await test.db.prisma.job.findUniqueOrThrow({ where: { id: jobId ?? '' } })).state, {
      timeout: 15_000,
    })
    .toMatch(/done|failed/);

describe('CLM-3: an address taken in as a source', () => {
  it('CLM-3: is fetched, sealed and hashed; the evidence stands on the very words, down to the public page', async () => {
    const at = await stage(web.page('/ledger'), QUOTE);
    const { lead, claimId, evidenceId } = at;
    const first = await done(test.db, takeInEvidence, lead, { evidenceId });
    expect(first).toMatchObject({ tied: false });
    // A second press while it is fetched begins nothing new.
    expect(await done(test.db, takeInEvidence, lead, { evidenceId })).toMatchObject({ jobId: first.jobId });
    await ended(first.jobId);
    const before = (await answer(test.db, getClaim, lead, { claimId })).revision;
    expect(await done(test.db, takeInEvidence, lead, { evidenceId })).toMatchObject({
      tied: true,
      quoted: true,
      sourceId: first.sourceId,
    });
    expect(await done(test.db, takeInEvidence, lead, { evidenceId })).toMatchObject({
      tied: true,
      sourceId: first.sourceId,
    });
    expect(fetched).toEqual(['/robots.txt', '/ledger']);
    const claim = await answer(test.db, getClaim, lead, { claimId });
    expect(claim.revision).toBe(before + 1);
    const sealed = await answer(test.db, getVersion, lead, { sourceId: first.sourceId, number: 1 });
    expect(claim.evidence[0]).toMatchObject({
      words: { exact: QUOTE, sourceId: first.sourceId, sha256: sha256(sealed.text) },
      sealed: { sourceId: first.sourceId, version: 1, sha256: sha256(sealed.text) },
    });
    await move(test.db, lead, claimId, 'checking');
    await move(test.db, lead, claimId, 'in_review', { rating: 'true', rationale: 'The ledger says so [1].' });
    await move(test.db, at.editor, claimId, 'verified');
    await move(test.db, at.editor, claimId, 'published');
    const shown = await readPublished(test.db.prisma, claimId);
    expect(shown && !isTombstone(shown) && shown.evidence[0]).toMatchObject({
      words: { exact: QUOTE },
      sealed: { version: 1, sha256: sha256(sealed.text) },
    });
    expect((await answer(test.db, getThread, lead, { claimId })).evidence[0]?.sealed?.sha256).toBe(sha256(sealed.text));
    expect(await execute(test.db, takeInEvidence, lead, { evidenceId })).toMatchObject({ error: { code: 'conflict' } });
  });

  it('CLM-3: an address that the case has already is tied at once; a quote that is not there word for word is not invented', async () => {
    const at = await stage('https://example.org/minutes?utm_source=x', 'words that stand nowhere');
    expect(await done(test.db, takeInEvidence, at.lead, { evidenceId: at.evidenceId })).toMatchObject({
      tied: true,
      quoted: false,
      sourceId: at.sourceId,
    });
    const { evidence } = await answer(test.db, getClaim, at.lead, { claimId: at.claimId });
    expect(evidence[0]).toMatchObject({ words: null, sealed: { sourceId: at.sourceId } });
  });

  it('CLM-3: an address that leads elsewhere is tied to what was found there, and fetched once for all who ask', async () => {
    const at = await stage(web.page('/short'), QUOTE);
    const { jobId, sourceId } = await done(test.db, takeInEvidence, at.lead, { evidenceId: at.evidenceId });
    await ended(jobId);
    expect(await test.db.prisma.source.findUnique({ where: { id: sourceId } })).toMatchObject({
      url: web.page('/led-to'),
    });
    expect(await done(test.db, takeInEvidence, at.editor, { evidenceId: at.evidenceId })).toMatchObject({
      tied: true,
      quoted: true,
      sourceId,
    });
    expect(fetched.filter((path) => path === '/short')).toHaveLength(1);
  });

  it('CLM-3: a page that is gone leaves nothing half-made and says so', async () => {
    const at = await stage(web.page('/gone'));
    const { jobId } = await done(test.db, takeInEvidence, at.lead, { evidenceId: at.evidenceId });
    await ended(jobId);
    const job = await test.db.prisma.job.findUniqueOrThrow({ where: { id: jobId ?? '' } });
    expect(job).toMatchObject({ state: 'failed', failure: expect.stringMatching(/\w/) as string });
    expect((await answer(test.db, getClaim, at.lead, { claimId: at.claimId })).evidence[0]?.sealed).toBeNull();
  });

  it('CLM-3: the database ties evidence to no draft and to no source of another case', async () => {
    const [at, other] = [await stage('https://example.org/a'), await desk(test.db)];
    await expect(
      test.db.pool.query(`UPDATE "Evidence" SET "sourceId" = $1 WHERE id = $2`, [other.sourceId, at.evidenceId]),
    ).rejects.toThrow(/own case/);
  });
});
