import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { fixture } from '@/tests/support/fixtures.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { claimOn, desk, move, verify } from '@/tests/support/verdict.ts';
import { claimReview, scriptSafe } from './claimreview.rules.ts';
import { updateNewsroom } from './commands.ts';
import { getClaimReview, getNewsroom } from './queries.ts';
import { listPublished } from './list.ts';
import { isTombstone, readPublished } from './read.ts';
import type { PublicClaim } from './schema.ts';

const test = testDatabase();
const site = {
  page: 'https://paper.example/fact-checks/x',
  name: 'The Paper',
  url: 'https://paper.example',
  language: 'en',
};

async function page(claimId: string): Promise<PublicClaim> {
  const found = await readPublished(test.db.prisma, claimId);
  if (!found || isTombstone(found)) throw new Error('not published');
  return found;
}

/** The checklist of the data's documentation, as code; one sentence for each thing that is wrong. */
function faults(data: Record<string, unknown>): string[] {
  const found: string[] = [];
  const rating = data['reviewRating'] as Record<string, unknown>;
  const author = data['author'] as Record<string, unknown>;
  const item = data['itemReviewed'] as Record<string, unknown>;
  const absolute = (value: unknown) => typeof value === 'string' && /^https?:\/\//u.test(value);
  if (data['@context'] !== 'https://schema.org') found.push('context');
  if (data['@type'] !== 'ClaimReview') found.push('type');
  if (!absolute(data['url'])) found.push('url');
  const reviewed = data['claimReviewed'];
  if (typeof reviewed !== 'string' || !reviewed || reviewed.length > 500) found.push('claimReviewed');
  if (typeof rating['alternateName'] !== 'string' || !rating['alternateName'] || /[<>]/u.test(rating['alternateName']))
    found.push('alternateName');
  const { ratingValue: value, bestRating: best, worstRating: worst } = rating;
  if (value !== undefined && !(Number(worst) <= Number(value) && Number(value) <= Number(best)))
    found.push('ratingValue');
  if (author['@type'] !== 'Organization' || !author['name'] || !absolute(author['url'])) found.push('author');
  for (const date of [data['datePublished'], data['dateModified'] ?? data['datePublished']])
    if (typeof date !== 'string' || Number.isNaN(Date.parse(date)) || !/^\d{4}-\d\d-\d\d/u.test(date))
      found.push('date');
  if (item['@type'] !== 'Claim') found.push('itemReviewed');
  if ((item['author'] as Record<string, unknown> | undefined)?.['name'] === author['name']) found.push('own claim');
  return found;
}

describe('publishing', () => {
  it('CLM-10: a verified claim becomes a page and valid ClaimReview data that says nothing the page does not', async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'paid twice for one crane', 'The port paid twice.');
    await done(test.db, addEvidence, stage.lead, {
      claimId,
      stance: 'supports',
      saidBy: 'Vera Quiet',
      basis: 'off_record',
      note: 'a secret word',
    });
    expect(await ask(test.db, getClaimReview, stage.lead, { claimId })).toMatchObject({ error: { code: 'not_found' } });
    await verify(test.db, stage, claimId);
    expect(await readPublished(test.db.prisma, claimId)).toBeNull();
    await move(test.db, stage.editor, claimId, 'published');

    const shown = await page(claimId);
    expect(shown).toMatchObject({
      statement: 'The port paid twice.',
      rating: { key: 'mostly_true', value: 4, best: 5, worst: 1 },
      evidence: [
        { number: 1, words: { exact: 'paid twice for one crane', label: 'P1', source: { outlet: 'El Diario' } } },
      ],
    });
    expect(shown.evidence).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toMatch(/secret word|Vera|internal remark/u);

    const data = claimReview(shown, site);
    expect(faults(data)).toEqual([]);
    expect(data).toMatchObject({
      reviewRating: { alternateName: 'Mostly true', ratingValue: 4 },
      itemReviewed: { firstAppearance: { url: 'https://example.org/minutes' } },
    });
    const api = await answer(test.db, getClaimReview, stage.lead, { claimId });
    expect(faults(api)).toEqual([]);
    // Every value of the data stands in what the page is made from (or names the newsroom itself).
    const said = JSON.stringify([shown, site, shown.rating.labels]);
    const strings = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : value && typeof value === 'object'
          ? Object.entries(value).flatMap(([key, inner]) => (key.startsWith('@') ? [] : strings(inner)))
          : [];
    for (const value of strings(data)) expect(said).toContain(JSON.stringify(value).slice(1, -1));
  });

  it('CLM-10: the data is JSON-LD: a processor reads every property as a term of schema.org', async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'paid twice', 'Paid twice.');
    await verify(test.db, stage, claimId);
    await move(test.db, stage.editor, claimId, 'published');
    const data = claimReview(await page(claimId), site);
    const [expanded] = await jsonld.expand(data, {
      // The context of schema.org in short, so that no test asks the network for it.
      documentLoader: (url: string) =>
        Promise.resolve({ documentUrl: url, document: { '@context': { '@vocab': 'https://schema.org/' } } }),
    });
    expect(expanded).toMatchObject({ '@type': ['https://schema.org/ClaimReview'] });
    expect(Object.keys(expanded as object)).toContain('https://schema.org/claimReviewed');
  });

  it('CLM-10: every rating of the scale makes valid data', { timeout: 60_000 }, async () => {
    const ratings = await test.db.prisma.rating.findMany();
    expect(ratings.length).toBeGreaterThan(5);
    const stage = await desk(test.db);
    for (const { key } of ratings) {
      const { claimId } = await claimOn(test.db, stage, 'one crane', `One crane, ${key}.`);
      await verify(test.db, stage, claimId, key);
      await move(test.db, stage.editor, claimId, 'published');
      expect(faults(claimReview(await page(claimId), site)), key).toEqual([]);
    }
    const { items, next } = await listPublished(test.db.prisma, { limit: 3 });
    expect(items).toHaveLength(3);
    const rest = await listPublished(test.db.prisma, { limit: 3, after: next ?? '' });
    expect(rest.items[0]?.id).not.toBe(items[0]?.id);
  });

  it('CLM-10: a correction is a new decision with a dated note; taking down leaves a tombstone', async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'in January', 'It was in January.');
    await verify(test.db, stage, claimId, 'true');
    await move(test.db, stage.editor, claimId, 'published');
    const before = await page(claimId);
    await move(test.db, stage.editor, claimId, 'reopened', { reason: 'New minutes.' });
    // The page stands, as it was, while its claim is checked again, and says no more than that it is.
    expect(await page(claimId)).toEqual({ ...before, underReview: true });
    await move(test.db, stage.lead, claimId, 'in_review', { rating: 'false' });
    await move(test.db, stage.editor, claimId, 'verified');
    await move(test.db, stage.editor, claimId, 'published', { reason: 'We had the month wrong.' });
    const after = await page(claimId);
    expect(after).toMatchObject({
      rating: { key: 'false' },
      firstPublishedAt: before.firstPublishedAt,
      corrections: [{ text: 'We had the month wrong.', before: 'true' }],
    });
    const data = claimReview(after, site);
    expect(faults(data)).toEqual([]);
    expect(data).toMatchObject({ dateModified: after.publishedAt, correction: [{ text: 'We had the month wrong.' }] });

    await move(test.db, stage.editor, claimId, 'unpublished', { reason: 'Withdrawn on request of the court.' });
    const gone = await readPublished(test.db.prisma, claimId);
    expect(gone && isTombstone(gone) && gone.reason).toBe('Withdrawn on request of the court.');
    expect(JSON.stringify(gone)).not.toContain('January');
    expect(await ask(test.db, getClaimReview, stage.lead, { claimId })).toMatchObject({ error: { code: 'not_found' } });
  });

  it('CLM-10: a case that becomes confidential takes its pages with it, tombstones too', async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'one crane', 'There was one crane.');
    await verify(test.db, stage, claimId);
    await move(test.db, stage.editor, claimId, 'published');
    await done(test.db, updateInvestigation, stage.lead, {
      investigationId: stage.investigationId,
      confidential: true,
    });
    expect(await readPublished(test.db.prisma, claimId)).toBeNull();
    await move(test.db, stage.editor, claimId, 'unpublished', { reason: 'A secret reason.' });
    expect(await readPublished(test.db.prisma, claimId)).toBeNull();
  });

  it("SRC-10: what stands around a reader's comment does not reach the page", async () => {
    const stage = await desk(test.db);
    const { claimId } = await claimOn(test.db, stage, 'the crane never came', 'The crane never came.');
    await verify(test.db, stage, claimId);
    await move(test.db, stage.editor, claimId, 'published');
    const shown = await page(claimId);
    expect(shown.evidence[0]?.words).toMatchObject({ exact: 'the crane never came', prefix: '', suffix: '' });
    expect(JSON.stringify(shown)).not.toContain('Rosa');
  });

  it('CLM-10: no value ends the script element that holds the data', () => {
    const text = scriptSafe({ a: '</script><script>__xss()</script>', b: '<!--', c: '\u2028' });
    expect(text).not.toMatch(/[<>\u2028]/u);
    expect(JSON.parse(text)).toEqual({ a: '</script><script>__xss()</script>', b: '<!--', c: '\u2028' });
  });

  it('CLM-10: a statement of thousands of characters is a short summary in the data', () => {
    const long = claimReview(
      {
        statement: 'word '.repeat(400),
        rating: { key: 'true', labels: {}, value: 5, best: 5, worst: 1 },
        conclusion: null,
        rationale: '',
        speaker: null,
        appearances: [],
        firstPublishedAt: '2026-01-01T00:00:00.000Z',
        publishedAt: '2026-01-01T00:00:00.000Z',
        corrections: [],
        underReview: false,
      },
      site,
    );
    expect(faults(long)).toEqual([]);
    expect(long['claimReviewed']).toMatch(/word…$/u);
  });

  it.skipIf(!fixture('claimreview/checklist.json'))(
    'CLM-10: the checklist of the fixtures is the one that is checked here',
    () => {
      const list = JSON.parse(fixture('claimreview/checklist.json') ?? '{}') as { must: string[]; bad: string[] };
      // A longer list asks for more checks in `faults`.
      expect(list.must.length).toBeLessThanOrEqual(12);
      expect(list.bad.length).toBeLessThanOrEqual(11);
    },
  );

  it('CLM-10: only an admin says what the newsroom is called', async () => {
    const [admin, member] = [await person(test.db, 'Root', 'admin'), await person(test.db, 'Ivo')];
    expect(await execute(test.db, updateNewsroom, member, { name: 'x' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    await done(test.db, updateNewsroom, admin, { name: 'The Paper', method: { en: 'We ask twice.' } });
    await done(test.db, updateNewsroom, admin, { method: { es: 'Preguntamos dos veces.' } });
    expect(await answer(test.db, getNewsroom, member, {})).toEqual({
      name: 'The Paper',
      logoText: '',
      url: null,
      method: { en: 'We ask twice.', es: 'Preguntamos dos veces.' },
    });
  });
});
