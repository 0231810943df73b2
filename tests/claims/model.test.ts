import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createClaim, updateClaim } from '@/lib/claims/commands.ts';
import { seeded } from '@/lib/claims/agreement/rules.ts';
import { addEvidence, removeEvidence } from '@/lib/claims/evidence/commands.ts';
import { reviewClaim } from '@/lib/claims/verdict/review.commands.ts';
import { transitionClaim } from '@/lib/claims/verdict/commands.ts';
import { appendUpdates } from '@/lib/notes/append.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '../support/database.ts';
import { done } from '../support/people.ts';
import type { Act, ModelClaim, Policy, Role } from './model.ts';
import { fresh, happen, isStale, may } from './model.ts';
import { setClaimStage } from './stage.ts';

/**
 * Random people do random things to a few claims. First one after the other: the program allows exactly what the model
 * allows. Then several at once on several connections: in the order in which the trail has them, everything that was allowed
 * is allowed by the model. `npm run model:claims` takes 100,000 steps. A failure names its seed: MODEL_SEED=… repeats it.
 */
const test = testDatabase();
const STEPS = Number(process.env.MODEL_STEPS ?? 260);
const SEED = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
// A rationale is read whole at every move: rounds of a few hundred steps keep each one short, and the run linear.
const ROUND = 300;
const ratings = ['true', 'mixed', 'false'] as const;
const moves = ['checking', 'in_review', 'verified', 'verified', 'published', 'unpublished', 'set_aside', 'reopened'];
const policies: readonly Policy[] = [
  { reviews: 1, blind: false },
  { reviews: 2, blind: false },
  { reviews: 2, blind: true },
];

interface Person {
  readonly name: string;
  readonly role: Role;
  readonly caller: Caller;
}

async function set(policy: Policy) {
  const stage = await setClaimStage(test.db, policy);
  const roles: Record<string, Role> = { luz: 'lead', mo: 'checker', amal: 'editor', ivo: 'annotator', nur: 'checker' };
  const people = Object.entries(roles).map(([name, role]): Person => ({ name, role, caller: stage[name as 'luz'] }));
  const ids: string[] = [];
  for (let index = 0; index < 3; index += 1)
    ids.push(
      (await done(test.db, createClaim, stage.luz, { investigationId: stage.investigationId, statement: `S${index}` }))
        .id,
    );
  return {
    policy,
    people,
    ids,
    models: new Map(ids.map((id) => [id, fresh()])),
    investigationId: stage.investigationId,
  };
}
type World = Awaited<ReturnType<typeof set>>;

function choose(random: () => number): Act {
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  const kind = pick([
    'move',
    'move',
    'move',
    'move',
    'move',
    'review',
    'review',
    'add',
    'write',
    'state',
    'remove',
  ] as const);
  if (kind === 'review') return { kind, rating: pick(ratings) };
  if (kind !== 'move') return { kind };
  const to = pick(moves);
  const reason = to === 'set_aside' ? (random() < 0.5 ? 'opinion' : 'because') : random() < 0.8 ? 'because' : null;
  const needsRating = to === 'in_review' ? random() < 0.95 : to === 'verified' && random() < 0.3;
  return { kind, to, reason, rating: needsRating ? pick(ratings) : null };
}

let written = 0;
async function perform({ caller }: Person, claimId: string, act: Act, revision: number): Promise<boolean> {
  written += 1;
  switch (act.kind) {
    case 'state':
      return (await execute(test.db, updateClaim, caller, { claimId, statement: `Statement ${written}` })).ok;
    case 'add':
      return (await execute(test.db, addEvidence, caller, { claimId, stance: 'supports', note: 'x' })).ok;
    case 'remove': {
      const one = await test.db.prisma.evidence.findFirst({
        where: { claimId, removedAt: null },
        select: { id: true },
      });
      return one !== null && (await execute(test.db, removeEvidence, caller, { evidenceId: one.id })).ok;
    }
    case 'write': {
      const { rationaleDocumentId } = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
      const doc = new Y.Doc();
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`Words ${written}.`)]);
      doc.getXmlFragment('default').insert(0, [paragraph]);
      const update = { update: Y.encodeStateAsUpdate(doc), userId: caller.userId, sessionId: undefined };
      return (await appendUpdates(test.db.pool, rationaleDocumentId, [update])).refused.size === 0;
    }
    case 'review':
      return (await execute(test.db, reviewClaim, caller, { claimId, rating: act.rating, rationale: 'r', revision }))
        .ok;
    case 'move': {
      const { to, reason, rating } = act;
      const more = { ...(reason ? { reason } : {}), ...(rating ? { rating } : {}) };
      return (await execute(test.db, transitionClaim, caller, { claimId, to, revision, ...more })).ok;
    }
  }
}

const told = (step: number, person: Person, act: Act, claim: ModelClaim) =>
  `MODEL_SEED=${SEED} step ${step}: ${person.name} (${person.role}) ${JSON.stringify(act)} on ${JSON.stringify({ ...claim, writers: [...claim.writers], proposal: claim.proposal && { ...claim.proposal, authors: [...claim.proposal.authors], reviews: [...claim.proposal.reviews] } })}`;

async function oneAfterTheOther(world: World, random: () => number, steps: number) {
  let allowed = 0;
  for (let step = 0; step < steps; step += 1) {
    const person = world.people[Math.floor(random() * world.people.length)] as Person;
    const id = world.ids[Math.floor(random() * world.ids.length)] as string;
    const claim = world.models.get(id) as ModelClaim;
    const act = choose(random);
    // Now and then with the revision of a page that is out of date.
    const old = (act.kind === 'move' || act.kind === 'review') && random() < 0.05;
    const expected = !old && may(claim, person.caller.userId, person.role, act, world.policy);
    const got = await perform(person, id, act, claim.revision - (old ? 1 : 0));
    expect(got, told(step, person, act, claim)).toBe(expected);
    if (got) happen(claim, person.caller.userId, act, world.policy);
    if (got) allowed += 1;
  }
  return allowed;
}

interface Line {
  readonly seq: number;
  readonly type: string;
  readonly actorId: string;
  readonly subjectId: string;
  readonly data: Record<string, unknown>;
}

function actOf(line: Line): { claimId: string; act: Act } | null {
  const { data, type } = line;
  const claimId = typeof data['claimId'] === 'string' ? data['claimId'] : line.subjectId;
  if (type === 'claim.updated') return { claimId, act: { kind: 'state' } };
  if (type === 'evidence.added') return { claimId, act: { kind: 'add' } };
  if (type === 'evidence.removed') return { claimId, act: { kind: 'remove' } };
  if (type === 'review.created') return { claimId, act: { kind: 'review', rating: String(data['rating']) } };
  if (type !== 'claim.moved') return null;
  const text = (key: string) => (typeof data[key] === 'string' ? data[key] : null);
  return { claimId, act: { kind: 'move', to: String(data['move']), reason: text('reason'), rating: text('rating') } };
}

/** Writing in a rationale has no line in the trail: what was proposed about says how far it had come. */
async function severalAtOnce(world: World, random: () => number, steps: number) {
  let seq = (await test.db.prisma.eventStream.findUniqueOrThrow({ where: { id: world.investigationId } })).seq;
  let allowed = 0;
  for (let step = 0; step < steps; step += 6) {
    const batch = Array.from({ length: 6 }, () => {
      const id = world.ids[Math.floor(random() * world.ids.length)] as string;
      const person = world.people[Math.floor(random() * world.people.length)] as Person;
      return perform(person, id, choose(random), (world.models.get(id) as ModelClaim).revision);
    });
    await Promise.all(batch);
    const lines = (await test.db.prisma.event.findMany({
      where: { streamId: world.investigationId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
    })) as unknown as Line[];
    for (const line of lines) {
      seq = line.seq;
      const happened = actOf(line);
      const claim = happened && world.models.get(happened.claimId);
      if (!happened || !claim) continue;
      const person = world.people.find((one) => one.caller.userId === line.actorId) as Person;
      const act = await completed(claim, line, happened.claimId, happened.act);
      expect(may(claim, line.actorId, person.role, act, world.policy), told(step, person, act, claim)).toBe(true);
      happen(claim, line.actorId, act, world.policy);
      allowed += 1;
    }
    await catchUp(world);
  }
  return allowed;
}

/** What a line leaves out because it is hidden, or is written elsewhere, from the rows. */
async function completed(claim: ModelClaim, line: Line, claimId: string, act: Act): Promise<Act> {
  if (act.kind !== 'move' || (act.to !== 'in_review' && act.to !== 'verified')) return act;
  if (act.to === 'verified') {
    // Signed: nobody wrote since the proposal, or the database would have refused; so no words are missing here.
    if (claim.proposal) claim.words = claim.proposal.words;
    return act;
  }
  const proposal = await test.db.prisma.proposal.findFirstOrThrow({
    where: { claimId, revision: claim.revision, proposedById: line.actorId },
    orderBy: { at: 'desc' },
  });
  const { rationaleDocumentId } = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
  const updates = await test.db.prisma.liveUpdate.findMany({
    where: { documentId: rationaleDocumentId, seq: { lte: proposal.rationaleSeq } },
    select: { actorId: true },
  });
  claim.words = proposal.rationaleSeq;
  for (const { actorId } of updates) claim.writers.add(actorId);
  expect(new Set(proposal.rationaleAuthorIds), `MODEL_SEED=${SEED}: an author is missing`).toEqual(claim.writers);
  return { ...act, rating: proposal.rating };
}

/** After each batch rows and model agree, and no verdict stands on anything but what was signed. */
async function catchUp(world: World) {
  const rows = await test.db.prisma.claim.findMany({
    where: { id: { in: world.ids } },
    include: {
      rationale: { select: { seq: true, frozen: true, updates: { distinct: ['actorId'], select: { actorId: true } } } },
      decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], include: { proposal: true } },
      _count: { select: { evidence: { where: { removedAt: null } } } },
    },
  });
  for (const row of rows) {
    const claim = world.models.get(row.id) as ModelClaim;
    const seen = {
      state: row.state,
      revision: row.revision,
      evidence: row._count.evidence,
      verdicts: row.decisions.length,
    };
    const { state, revision, evidence, verdicts } = claim;
    expect(seen, `MODEL_SEED=${SEED}`).toEqual({ state, revision, evidence, verdicts });
    claim.words = row.rationale.seq;
    for (const { actorId } of row.rationale.updates) claim.writers.add(actorId);
    for (const decision of row.decisions) {
      expect([decision.proposedById, ...decision.rationaleAuthorIds]).not.toContain(decision.signedOffById);
    }
    if (row.state === 'verified' || row.state === 'published') {
      const [decision] = row.decisions;
      expect(decision?.proposal.rationaleSeq, `MODEL_SEED=${SEED}: signed stale`).toBe(row.rationale.seq);
      expect(decision?.proposal.statement).toBe(row.statement);
    }
    if (claim.proposal && row.state === 'in_review') expect(typeof isStale(claim, claim.proposal)).toBe('boolean');
  }
}

describe('CLM-2, CLM-4, CLM-5: the model', () => {
  it(
    `CLM-2: ${STEPS} random steps, then as many at once (MODEL_SEED=${SEED})`,
    { timeout: 60_000 + STEPS * 500 },
    async () => {
      const random = seeded(SEED);
      let left = STEPS;
      let [alone, together, steps] = [0, 0, 0];
      for (let round = 0; left > 0; round += 1) {
        const size = Math.min(left, ROUND, Math.max(60, Math.ceil(STEPS / policies.length)));
        const policy = policies[round % policies.length] as Policy;
        const half = Math.ceil(size / 2);
        const world = await set(policy);
        alone += await oneAfterTheOther(world, random, half);
        await catchUp(world);
        together += await severalAtOnce(world, random, size - half);
        steps += size;
        left -= size;
        if (STEPS > 1000) console.log(`${steps} steps, ${alone + together} allowed`);
      }
      console.log(`model of claims: seed ${SEED}, ${steps} steps, allowed ${alone} one by one and ${together} at once`);
      expect(alone).toBeGreaterThan(STEPS / 20);
    },
  );
});
