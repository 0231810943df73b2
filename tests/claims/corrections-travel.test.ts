import { readFileSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { getClaim, listClaims } from '@/lib/claims/queries.ts';
import { preRead } from '@/lib/claims/read/queries.ts';
import { basisFacts } from '@/lib/claims/basis/schema.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { renewVerdicts } from '@/lib/claims/basis/renew.commands.ts';
import { staleVerdicts } from '@/lib/claims/basis/stale.queries.ts';
import { createEntity, updateEntity } from '@/lib/entities/commands.ts';
import { mergeEntities } from '@/lib/entities/merge.commands.ts';
import { getRelationship, listRelationships } from '@/lib/entities/queries.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { claimReview } from '@/lib/publishing/claimreview.rules.ts';
import { publicFeed } from '@/lib/publishing/feed.ts';
import { listPublished } from '@/lib/publishing/list.ts';
import { isTombstone, readPublished } from '@/lib/publishing/read.ts';
import type { PublicClaim } from '@/lib/publishing/schema.ts';
import { createStory, publishStory, updateStory } from '@/lib/publishing/story.commands.ts';
import { readStory } from '@/lib/publishing/story.read.ts';
import { makeDossier } from '@/lib/thread/commands.ts';
import { listDossiers } from '@/lib/thread/queries.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';

/** CLM-17: what changes under a verdict shows on everything that is built on it, and one act renews it all. */
const test = testDatabase();
/** As migrations run: not as the application. */
async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
const FIRST = 'A headline\n\nThe port paid twice for one crane in January.\n\n  1. Rosa says the crane never came.';
const reworded = FIRST.replace('paid twice', 'paid thrice');
const appended = `${FIRST}\n\nA correction was appended at the foot of this page.`;

async function page(claimId: string): Promise<PublicClaim> {
  const found = await readPublished(test.db.prisma, claimId);
  if (!found || isTombstone(found)) throw new Error('not published');
  return found;
}

/** A public claim that names an entity, with all that can be built on it. */
async function stage() {
  const at = await desk(test.db);
  const { investigationId, lead, editor, sourceId } = at;
  const { claimId, annotationId } = await claimOn(test.db, at, 'The port paid twice for one crane', 'It paid twice.');
  const { id: portId } = await done(test.db, createEntity, lead, { schema: 'Organization', name: 'Port of Manta' });
  const { id: otherId } = await done(test.db, createEntity, lead, { schema: 'Person', name: 'Rosa Vera' });
  await done(test.db, createAnnotation, lead, {
    sourceId,
    kind: 'entity',
    entityId: portId,
    target: { quote: { exact: 'The port' } },
  });
  const { id: relationshipId } = await done(test.db, createRelationship, lead, {
    investigationId,
    schema: 'UnknownLink',
    fromId: portId,
    toId: otherId,
    claimIds: [claimId],
  });
  await verify(test.db, at, claimId);
  await move(test.db, editor, claimId, 'published');
  await done(test.db, makeDossier, editor, { claimId });
  const { id: storyId } = await done(test.db, createStory, editor, { investigationId, title: 'The crane' });
  await done(test.db, updateStory, editor, { storyId, claims: [{ claimId }] });
  await done(test.db, publishStory, editor, { storyId });
  return { ...at, claimId, annotationId, portId, otherId, relationshipId, storyId };
}
type Stage = Awaited<ReturnType<typeof stage>>;

/** On which of the things that are built on the verdict it shows. */
async function shownOn({ claimId, storyId, lead, investigationId }: Stage) {
  const [site, story, feed] = [
    await page(claimId),
    await readStory(test.db.prisma, storyId),
    await publicFeed(new Request('http://x.example/')),
  ];
  const { items: list } = await listPublished(test.db.prisma, { limit: 50 });
  const { items: edges } = await answer(test.db, listRelationships, lead, { investigationId });
  const { items: dossiers } = await answer(test.db, listDossiers, lead, { claimId });
  const entry = feed.items.find(({ link }) => link.endsWith(claimId));
  const data = claimReview(site, { page: 'https://p.example/x', name: 'P', url: 'https://p.example', language: 'en' });
  return {
    page: site.underReview,
    data: data['creativeWorkStatus'] === 'Under review',
    list: list.find(({ id }) => id === claimId)?.underReview,
    feed: entry?.category?.some(({ term }) => term === 'under-review') ?? false,
    story: story && !isTombstone(story) ? story.claims[0]?.underReview : null,
    edge: edges[0]?.stale,
    dossier: dossiers.at(-1)?.stale,
    claim: (await answer(test.db, getClaim, lead, { claimId })).flags.some(({ key }) => key === 'basis_changed'),
    desk: (await answer(test.db, listClaims, lead, { investigationId })).items[0]?.flags.some(
      ({ key }) => key === 'basis_changed',
    ),
  };
}
const all = (stale: boolean) => ({
  page: stale,
  data: stale,
  list: stale,
  feed: stale,
  story: stale,
  edge: stale,
  dossier: stale,
  claim: stale,
  desk: stale,
});
const revise = (who: Caller, sourceId: string, text: string) =>
  done(test.db, addVersion, who, { sourceId, kind: 'text', text });
const renew = ({ editor, investigationId, claimId }: Stage, note?: string) =>
  execute(test.db, renewVerdicts, editor, { investigationId, claimIds: [claimId], ...(note ? { note } : {}) });

describe('CLM-17: corrections travel', () => {
  it('CLM-17: a corrected source shows on page, data, list, feed, story, edge, dossier and desk; one act renews all', async () => {
    const at = await stage();
    expect(await shownOn(at)).toEqual(all(false));
    const before = await page(at.claimId);
    await revise(at.lead, at.sourceId, reworded);
    expect(await shownOn(at)).toEqual(all(true));
    // Nothing changes in silence, and nothing says why.
    expect({ ...(await page(at.claimId)), underReview: false }).toEqual(before);
    expect(JSON.stringify(await page(at.claimId))).not.toContain('thrice');
    expect(
      (await answer(test.db, staleVerdicts, at.lead, { investigationId: at.investigationId })).items,
    ).toMatchObject([
      {
        claimId: at.claimId,
        renewable: true,
        needsNote: true,
        changes: [{ kind: 'version', title: 'Port minutes', from: 1, to: 2, words: true }],
        stories: [{ title: 'The crane' }],
        relationships: 1,
        dossiers: 1,
      },
    ]);
    expect(await renew(at)).toMatchObject({ error: { code: 'invalid_input' } });
    expect(await renew(at, 'The minutes were corrected; the verdict stands.')).toMatchObject({ ok: true });
    // A dossier that left the house stays what it was: stale. A new one is not.
    expect(await shownOn(at)).toEqual({ ...all(false), dossier: true });
    await done(test.db, makeDossier, at.editor, { claimId: at.claimId });
    expect(
      (await answer(test.db, listDossiers, at.lead, { claimId: at.claimId })).items.map(({ stale }) => stale),
    ).toEqual([false, true]);
    const after = await page(at.claimId);
    expect(after.corrections).toMatchObject([
      { text: 'The minutes were corrected; the verdict stands.', before: null },
    ]);
    expect(after.firstPublishedAt).toBe(before.firstPublishedAt);
    expect(after.appearances[0]).toMatchObject({ version: 2, exact: expect.stringContaining('thrice') as string });
    // Again: there is nothing left to do.
    expect(await renew(at, 'Again.')).toMatchObject({ ok: true, value: { renewed: [] } });
    expect((await page(at.claimId)).corrections).toHaveLength(1);
  });

  it('CLM-17: a version in which the words stand unchanged shows too, and needs no line for readers', async () => {
    const at = await stage();
    await revise(at.lead, at.sourceId, appended);
    expect(await shownOn(at)).toEqual(all(true));
    expect(
      (await answer(test.db, staleVerdicts, at.lead, { investigationId: at.investigationId })).items[0],
    ).toMatchObject({
      needsNote: false,
      changes: [{ kind: 'version', words: false }],
    });
    expect(await renew(at)).toMatchObject({ ok: true });
    expect(await shownOn(at)).toEqual({ ...all(false), dossier: true });
    expect((await page(at.claimId)).corrections).toEqual([]);
  });

  it('CLM-17: somebody named who is called otherwise now, or was merged, shows; the page keeps the old name until renewed', async () => {
    const at = await stage();
    const admin = await person(test.db, 'Root', 'admin');
    expect((await page(at.claimId)).entities).toEqual([{ name: 'Port of Manta', schema: 'Organization' }]);
    await done(test.db, updateEntity, at.lead, { entityId: at.portId, revision: 1, name: 'Manta Port Authority' });
    expect(await shownOn(at)).toEqual(all(true));
    expect((await page(at.claimId)).entities).toEqual([{ name: 'Port of Manta', schema: 'Organization' }]);
    expect(
      (await answer(test.db, staleVerdicts, at.lead, { investigationId: at.investigationId })).items[0]?.changes,
    ).toEqual([{ kind: 'name', before: 'Port of Manta', after: 'Manta Port Authority' }]);
    expect(await renew(at, 'The port is named as it calls itself.')).toMatchObject({ ok: true });
    expect((await page(at.claimId)).entities).toEqual([{ name: 'Manta Port Authority', schema: 'Organization' }]);

    const { id: survivor } = await done(test.db, createEntity, at.lead, {
      schema: 'Organization',
      name: 'Puerto de Manta',
    });
    await done(test.db, mergeEntities, admin, { entityId: at.portId, into: survivor, reason: 'The same port.' });
    expect((await page(at.claimId)).underReview).toBe(true);
    await renew(at, 'Named in Spanish.');
    expect(await page(at.claimId)).toMatchObject({ underReview: false, entities: [{ name: 'Puerto de Manta' }] });
  });

  it('CLM-17, ENT-7: a name that only a confidential case knows makes no page stale and stands on none', async () => {
    const at = await stage();
    const { id: secretId } = await done(test.db, createInvestigation, at.lead, { title: 'Secret', confidential: true });
    await done(test.db, updateEntity, at.lead, {
      entityId: at.portId,
      investigationId: secretId,
      names: [
        { name: 'Port of Manta', kind: 'full' },
        { name: 'Zarzamora Holding', kind: 'alias' },
      ],
    });
    expect(await shownOn(at)).toEqual(all(false));
    expect(JSON.stringify(await page(at.claimId))).not.toContain('Zarzamora');
  });

  it('CLM-17: a verdict that is checked again shows on the page until the new one is published as its correction', async () => {
    const at = await stage();
    await move(test.db, at.editor, at.claimId, 'reopened', { reason: 'A third invoice.' });
    expect((await page(at.claimId)).underReview).toBe(true);
    expect(JSON.stringify(await page(at.claimId))).not.toContain('invoice');
    expect(await renew(at, 'It holds.')).toMatchObject({ error: { code: 'conflict' } });
    await move(test.db, at.lead, at.claimId, 'in_review', { rating: 'mixed' });
    await move(test.db, at.editor, at.claimId, 'verified');
    expect((await page(at.claimId)).underReview).toBe(true);
    await move(test.db, at.editor, at.claimId, 'published', { reason: 'We had overlooked the third invoice.' });
    expect(await page(at.claimId)).toMatchObject({ underReview: false, corrections: [{ before: 'mostly_true' }] });
  });

  it('CLM-17: what changed between signature and publication is looked at first; a version between proposal and signature too', async () => {
    const at = await desk(test.db);
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'It paid twice.');
    await move(test.db, at.lead, claimId, 'checking');
    await move(test.db, at.lead, claimId, 'in_review', { rating: 'true', rationale: 'As the minutes say.' });
    await revise(at.lead, at.sourceId, reworded);
    await move(test.db, at.editor, claimId, 'verified');
    const claim = await answer(test.db, getClaim, at.editor, { claimId });
    expect(claim.moves.find(({ move: one }) => one === 'published')?.block).toMatchObject({ code: 'basis_changed' });
    const read = await answer(test.db, preRead, at.editor, { sourceId: at.sourceId });
    expect(read.claims[0]?.blocks).toContain('basis_changed');
    // Nothing is public yet, so no reader is told anything.
    await done(test.db, renewVerdicts, at.editor, { investigationId: at.investigationId, claimIds: [claimId] });
    await move(test.db, at.editor, claimId, 'published');
    expect(await page(claimId)).toMatchObject({ underReview: false, corrections: [] });
  });

  it('CLM-17: only an editor or above renews, only claims of the case, many in one act; twice the same request is one line', async () => {
    const at = await stage();
    const two = await claimOn(test.db, at, 'in January', 'In January.');
    await verify(test.db, at, two.claimId);
    await move(test.db, at.editor, two.claimId, 'published');
    await revise(at.lead, at.sourceId, reworded.replace('January', 'March'));
    const { investigationId } = at;
    const claimIds = [at.claimId, two.claimId];
    const checker = await person(test.db, 'Mo');
    await joins(test.db, checker, investigationId, 'checker');
    const outsider = await person(test.db, 'Otto');
    const input = { investigationId, claimIds, note: 'The minutes were corrected.' };
    expect(await execute(test.db, renewVerdicts, checker, input)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await execute(test.db, renewVerdicts, outsider, input)).toMatchObject({ error: { code: 'not_found' } });
    expect(await ask(test.db, staleVerdicts, outsider, { investigationId })).toMatchObject({
      error: { code: 'not_found' },
    });
    const elsewhere = await stage();
    expect(await execute(test.db, renewVerdicts, at.editor, { ...input, claimIds: [elsewhere.claimId] })).toMatchObject(
      { error: { code: 'not_found' } },
    );
    const both = await Promise.all([1, 2].map(() => execute(test.db, renewVerdicts, at.editor, input)));
    expect(both.every(({ ok }) => ok)).toBe(true);
    for (const claimId of claimIds) expect((await page(claimId)).corrections).toHaveLength(1);
  });

  it('CLM-17: a line of the network that rests on words alone says when they are other ones in a newer version', async () => {
    const at = await stage();
    const quote = { exact: 'Rosa says the crane never came', sourceId: at.sourceId, version: 1 };
    const { text } = await answer(test.db, getVersion, at.lead, { sourceId: at.sourceId, number: 1 });
    const start = text.indexOf(quote.exact);
    const { id } = await done(test.db, createRelationship, at.lead, {
      investigationId: at.investigationId,
      schema: 'UnknownLink',
      fromId: at.portId,
      toId: at.otherId,
      quote: { sourceId: at.sourceId, version: 1, start, end: start + quote.exact.length },
    });
    const line = () => answer(test.db, getRelationship, at.lead, { relationshipId: id });
    await revise(at.lead, at.sourceId, appended);
    expect(await line()).toMatchObject({ stale: false, wordsMoved: false });
    await revise(at.lead, at.sourceId, appended.replace('never came', 'came late'));
    expect(await line()).toMatchObject({ stale: false, wordsMoved: true });
    // The line that rests on a claim whose words are elsewhere says nothing of the kind.
    expect(await answer(test.db, getRelationship, at.lead, { relationshipId: at.relationshipId })).toMatchObject({
      stale: true,
      wordsMoved: false,
    });
  });

  it('CLM-17, ENT-7: the screens of each case that names somebody hear of another name; what a confidential case alone knows is told nowhere else', async () => {
    const at = await stage();
    const heard = () =>
      test.db.prisma.event.count({
        where: { streamId: at.investigationId, type: 'entity.updated', subjectId: at.portId },
      });
    await done(test.db, updateEntity, at.lead, { entityId: at.portId, properties: {} });
    expect(await heard()).toBe(0);
    await done(test.db, updateEntity, at.lead, { entityId: at.portId, name: 'Manta Port Authority' });
    expect(await heard()).toBe(1);
    const { id: secretId } = await done(test.db, createInvestigation, at.lead, { title: 'Secret', confidential: true });
    const { id: hiddenId } = await done(test.db, createEntity, at.lead, {
      schema: 'Person',
      name: 'Quiet One',
      investigationId: secretId,
    });
    await done(test.db, createAnnotation, at.lead, {
      sourceId: at.sourceId,
      kind: 'entity',
      entityId: hiddenId,
      target: { quote: { exact: 'Rosa' } },
    });
    await done(test.db, updateEntity, at.lead, { entityId: hiddenId, investigationId: secretId, name: 'Quieter One' });
    expect(
      await test.db.prisma.event.count({
        where: { type: 'entity.updated', streamId: at.investigationId, subjectId: hiddenId },
      }),
    ).toBe(0);
  });

  it('CLM-17: a verdict from before bases were kept gets what is on record of it, and no names that are not', async () => {
    const at = await stage();
    const before = await page(at.claimId);
    const migration = readFileSync('prisma/migrations/20261130143000_basis_of_older_verdicts/migration.sql', 'utf8');
    await asOwner(
      'ALTER TABLE "VerdictBasis" DISABLE TRIGGER ALL; DELETE FROM "VerdictBasis"; ALTER TABLE "VerdictBasis" ENABLE TRIGGER ALL;',
    );
    await asOwner(migration);
    await asOwner(migration);
    const bases = await test.db.prisma.verdictBasis.findMany({ where: { claimId: at.claimId } });
    expect(bases).toHaveLength(1);
    expect(basisFacts.parse(bases[0]?.facts)).toMatchObject({
      reconstructed: true,
      sources: [{ sourceId: at.sourceId, version: 1 }],
      words: [{ sourceId: at.sourceId, annotationId: at.annotationId, exact: 'The port paid twice for one crane' }],
      named: [],
    });
    expect(await page(at.claimId)).toEqual(before);
    await revise(at.lead, at.sourceId, reworded);
    expect((await page(at.claimId)).underReview).toBe(true);
    await renew(at, 'The minutes were corrected; the verdict stands.');
    expect(await page(at.claimId)).toMatchObject({ underReview: false, entities: before.entities });
  });
});
