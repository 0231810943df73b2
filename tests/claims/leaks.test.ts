import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReply } from '@/lib/annotations/reply.commands.ts';
import { createClaim, updateClaim } from '@/lib/claims/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { askForReply } from '@/lib/claims/verdict/reply.commands.ts';
import { reviewClaim } from '@/lib/claims/verdict/review.commands.ts';
import { createEntity } from '@/lib/entities/commands.ts';
import { removeMember, updateInvestigation } from '@/lib/investigations/commands.ts';
import { joinRoom } from '@/lib/live/channels.ts';
import type { Connection } from '@/lib/live/connection.ts';
import { Rooms } from '@/lib/live/rooms.ts';
import { followTrail } from '@/lib/notifications/follow.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { publicFeed } from '@/lib/publishing/feed.ts';
import { listPublished } from '@/lib/publishing/list.ts';
import { readPublished } from '@/lib/publishing/read.ts';
import { publicAddresses } from '@/lib/publishing/sitemap.ts';
import { createStory, publishStory, updateStory } from '@/lib/publishing/story.commands.ts';
import { listPublicStories, readStory } from '@/lib/publishing/story.read.ts';
import { makeDossier } from '@/lib/thread/commands.ts';
import { getDossierFile } from '@/lib/thread/file.queries.ts';
import { ask } from '@/lib/platform/query.ts';
import { askEndpoints, tokenOf } from '../support/ask-endpoints.ts';
import { askEverything } from '../support/ask-everything.ts';
import { testDatabase } from '../support/database.ts';
import { Outbound } from '../support/outbound.ts';
import { replayed } from '../support/replayed.ts';
import { done, joins, person } from '../support/people.ts';
import type { Desk } from '../support/verdict.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';
import { revisionOf } from './stage.ts';

/**
 * A secret word is planted, and looked for as every role on every surface: queries, the API over HTTP, the socket's feed,
 * presence, the inbox, search, dossiers, webhooks at a receiver, mail at an SMTP server, and the public site with its feed,
 * sitemap and stories.
 */
const test = testDatabase();
const SECRET = 'zarzamora';

interface Place extends Desk {
  readonly claimId: string;
  readonly annotationId: string;
  readonly storyId: string;
}

/** A claim with an earlier, public verdict that stands in a public story: everything that a leak could travel through. */
async function place(policy: object): Promise<Place> {
  const at = await desk(test.db, { policy });
  const { claimId, annotationId } = await claimOn(test.db, at, 'paid twice for one crane', 'The port paid twice.');
  return { ...at, claimId, annotationId, storyId: '' };
}
async function published(at: Place): Promise<Place> {
  await move(test.db, at.editor, at.claimId, 'published');
  const { id: storyId } = await done(test.db, createStory, at.editor, {
    investigationId: at.investigationId,
    title: 'The crane',
  });
  await done(test.db, updateStory, at.editor, { storyId, claims: [{ claimId: at.claimId }] });
  await done(test.db, publishStory, at.editor, { storyId });
  return { ...at, storyId };
}

/** Where the secret is told to this person: the names of the surfaces. */
async function toldTo(who: Caller, at: Place): Promise<string[]> {
  const { investigationId, sourceId, claimId, annotationId, storyId } = at;
  await followTrail(test.db, investigationId);
  const ids = { investigationId, sourceId, claimId, annotationId, storyId, number: '1' };
  const answers = await askEverything(test.db, who, { ...ids, number: 1, q: SECRET });
  for (const [name, text] of await askEndpoints(await tokenOf(test.db, who), ids, { q: SECRET }))
    answers.set(`GET ${name}`, text);
  const member = await test.db.prisma.membership.findFirst({ where: { investigationId, userId: who.userId } });
  if (member) answers.set('feed', JSON.stringify(await replayed(test.db, investigationId, who.userId)));
  const made = await execute(test.db, makeDossier, who, { claimId });
  if (made.ok) {
    const file = await ask(test.db, getDossierFile, who, { dossierId: made.value.id, format: 'html' });
    answers.set('dossier', file.ok ? Buffer.from(file.value.base64, 'base64').toString() : '');
  }
  // The words that one searches for come back in the answer's own address.
  return [...answers].filter(([, text]) => text.replaceAll(`q=${SECRET}`, '').includes(SECRET)).map(([name]) => name);
}

async function toldToReaders({ claimId, storyId }: Place): Promise<string[]> {
  const feed = await publicFeed(new Request('http://paper.example/'));
  const surfaces = {
    page: await readPublished(test.db.prisma, claimId),
    list: await listPublished(test.db.prisma, { limit: 50 }),
    stories: await listPublicStories(test.db.prisma),
    story: await readStory(test.db.prisma, storyId),
    feed: [feed.atom1(), feed.json1(), feed.rss2()],
    sitemap: await publicAddresses(test.db.prisma, 'http://paper.example'),
  };
  return Object.entries(surfaces).flatMap(([name, shown]) => (JSON.stringify(shown).includes(SECRET) ? [name] : []));
}

let outbound: Outbound;
beforeAll(async () => {
  outbound = await Outbound.open(test.db);
});
afterAll(() => outbound.close());

describe('CLM-6: a blind review leaks through no surface', () => {
  let at: Place;
  let people: [string, Caller][];
  let reviewer: Caller;

  beforeAll(async () => {
    at = await place({ reviews: 1 });
    await outbound.listen(at.lead, at.investigationId);
    await verify(test.db, at, at.claimId);
    at = await published(at);
    await done(test.db, updateInvestigation, at.lead, {
      investigationId: at.investigationId,
      policy: { reviews: 2, blind: true },
    });
    reviewer = await person(test.db, 'Nur');
    await joins(test.db, reviewer, at.investigationId, 'checker');
    people = [
      ['proposer and lead', at.lead],
      ['editor', at.editor],
    ];
    for (const role of ['viewer', 'checker', 'lead'] as const) {
      const somebody = await person(test.db, `A ${role}`);
      await joins(test.db, somebody, at.investigationId, role);
      people.push([role, somebody]);
    }
    for (const role of ['member', 'admin'] as const)
      people.push([`${role} outside`, await person(test.db, `An outside ${role}`, role)]);
    await move(test.db, at.editor, at.claimId, 'reopened', { reason: 'A third invoice.' });
    await move(test.db, at.lead, at.claimId, 'in_review', { rating: 'mixed' });
    await done(test.db, reviewClaim, reviewer, {
      claimId: at.claimId,
      rating: 'misleading',
      rationale: `Because of the ${SECRET}.`,
      revision: await revisionOf(test.db, reviewer, at.claimId),
    });
  }, 60_000);

  it('CLM-6: neither mail nor a webhook that is set up says a word of it, nor that it is there', async () => {
    const mails = await outbound.digests(at.investigationId);
    // They are told that a review is asked for, and nothing of the one that is in.
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.filter(({ text }) => text.includes(SECRET))).toEqual([]);
    const reviewerName = (await test.db.prisma.user.findUniqueOrThrow({ where: { id: reviewer.userId } })).name;
    expect(mails.filter(({ text, to }) => !to.startsWith('nur-') && text.includes(reviewerName))).toEqual([]);
    const told = await outbound.webhooks(at.investigationId);
    expect(told.some(({ body }) => body.includes('proposal.created'))).toBe(true);
    expect(JSON.stringify(told)).not.toContain(SECRET);
    // Not that there was a review, nor by whom.
    expect(JSON.stringify(told)).not.toMatch(/review\./u);
    expect(told.filter(({ body }) => body.includes(reviewer.userId))).toEqual([]);
  });

  it(
    'CLM-6: queries, API, feed, search, inbox and dossier tell it to its author alone',
    { timeout: 120_000 },
    async () => {
      const own = await toldTo(reviewer, at);
      expect(own).toEqual(expect.arrayContaining(['claim.get', 'GET /claims/{claimId}']));
      for (const [role, who] of people) expect(await toldTo(who, at), role).toEqual([]);
      expect(await toldToReaders(at)).toEqual([]);
      const lines = await test.db.prisma.notification.findMany({
        where: { claimId: at.claimId, actorId: reviewer.userId },
      });
      expect(lines).toEqual([]);
    },
  );

  it('CLM-6: nobody is shown who else has the claim open', async () => {
    const rooms = new Rooms(() => undefined);
    const seen = new Map<string, string[]>();
    for (const [role, caller] of [['reviewer', reviewer] as const, ...people.slice(0, 2)]) {
      const heard: string[] = [];
      seen.set(role, heard);
      const connection = {
        hub: { db: test.db, rooms, askRoom: () => undefined },
        caller,
        clientId: role,
        person: { userId: caller.userId, name: `person ${role}` },
        refuse: (_: number, code: string) => heard.push(code),
        transmitShared: (message: Buffer) => heard.push(message.toString()),
      } as unknown as Connection;
      await joinRoom(connection, { t: 'join', ch: 1, kind: 'claim', id: at.claimId, state: {} });
    }
    for (const [role, heard] of seen) {
      expect(heard.length, role).toBeGreaterThan(0);
      for (const other of seen.keys())
        if (other !== role) expect(heard.join(' '), role).not.toContain(`person ${other}`);
    }
  });
});

describe('ACC-1, CLM-10: a confidential case leaks through no surface', () => {
  let at: Place;

  beforeAll(async () => {
    at = await place({});
    const { lead, investigationId, claimId, annotationId } = at;
    await outbound.listen(lead, investigationId);
    const gone = await person(test.db, 'Gone');
    await joins(test.db, gone, investigationId, 'checker');
    await done(test.db, addEvidence, lead, { claimId, stance: 'context', note: `The ${SECRET} file.` });
    await done(test.db, createReply, lead, { annotationId, text: `Ask ${SECRET}, @Amal or @Gone.` });
    await done(test.db, askForReply, lead, { claimId, personName: `Vera ${SECRET}` });
    await done(test.db, createClaim, lead, { investigationId, statement: `The ${SECRET} was paid.` });
    await done(test.db, createEntity, lead, { schema: 'Person', name: `Iris ${SECRET}`, investigationId });
    await done(test.db, updateClaim, lead, { claimId, statement: `The port paid the ${SECRET} twice.` });
    await move(test.db, lead, claimId, 'checking');
    await move(test.db, lead, claimId, 'in_review', { rating: 'true', rationale: `The ${SECRET} says so.` });
    await move(test.db, at.editor, claimId, 'verified');
    at = await published(at);
    await done(test.db, updateInvestigation, lead, { investigationId, confidential: true });
    await followTrail(test.db, investigationId);
    const lines = { userId: gone.userId, reason: 'mention' } as const;
    expect(await test.db.prisma.notification.count({ where: lines })).toBe(1);
    await done(test.db, removeMember, lead, { investigationId, userId: gone.userId });
  }, 60_000);

  it(
    'CLM-10, ACC-1: its members are told, nobody else is: not members of the house, moderators, admins or readers',
    { timeout: 120_000 },
    async () => {
      const own = await toldTo(at.editor, at);
      expect(own).toEqual(
        expect.arrayContaining([
          'claim.get',
          'claim.desk',
          'search.find',
          'claim.similar',
          'thread.get',
          'feed',
          'GET /claims/{claimId}',
        ]),
      );
      for (const role of ['member', 'moderator', 'admin'] as const) {
        const somebody = await person(test.db, `Outside ${role}`, role);
        // At home in a case of their own, so that nothing is empty merely for want of one.
        const home = await desk(test.db);
        await joins(test.db, somebody, home.investigationId, 'lead');
        expect(await toldTo(somebody, at), role).toEqual([]);
      }
      expect(await toldToReaders(at)).toEqual([]);
      const addresses = await publicAddresses(test.db.prisma, '');
      expect(JSON.stringify(addresses)).not.toMatch(new RegExp(`${at.claimId}|${at.storyId}`, 'u'));
      const told = await outbound.webhooks(at.investigationId);
      expect(told.some(({ body }) => body.includes(at.investigationId))).toBe(true);
      expect(JSON.stringify(told)).not.toContain(SECRET);
      const mails = await outbound.digests(at.investigationId);
      const withSecret = mails.filter(({ text }) => text.includes(SECRET));
      // Members are told. Whoever was mentioned too, and had left the case before the mail went, hears nothing.
      expect(withSecret.map(({ to }) => to.split('-')[0]).sort()).toEqual(['amal', 'luz']);
    },
  );
});
