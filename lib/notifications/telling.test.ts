import { beforeEach, describe, expect, it } from 'vitest';
import { createAnnotation, updateAnnotation } from '@/lib/annotations/commands.ts';
import { createEntity, watchEntity } from '@/lib/entities/commands.ts';
import { mergeEntities } from '@/lib/entities/merge.commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import type { Desk } from '@/tests/support/verdict.ts';
import { claimOn, desk, move, verify } from '@/tests/support/verdict.ts';
import { askForRedaction, confirmRedaction, refuseRedaction } from '@/lib/retention/redaction.commands.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { muteCase } from './commands.ts';
import { followTrail } from './follow.ts';
import { countNotifications, listNotifications } from './queries.ts';
import { addressOf } from './rules.ts';
import type { NotificationView } from './schema.ts';

const test = testDatabase();

const told = async (who: Caller, investigationId: string) => {
  await followTrail(test.db, investigationId);
  const { items } = await answer(test.db, listNotifications, who, {});
  return items.map((line) => line.reason).reverse();
};

describe('what a claim tells', () => {
  let stage: Desk;
  let checker: Caller;
  let annotator: Caller;
  let claimId: string;

  beforeEach(async () => {
    stage = await desk(test.db);
    checker = await person(test.db, 'Mo');
    annotator = await person(test.db, 'Ivo');
    await joins(test.db, checker, stage.investigationId, 'checker');
    await joins(test.db, annotator, stage.investigationId, 'annotator');
    claimId = (await claimOn(test.db, stage, 'paid twice for one crane', 'The port paid twice.')).claimId;
    await move(test.db, stage.lead, claimId, 'checking');
  });
  const propose = () =>
    move(test.db, stage.lead, claimId, 'in_review', { rating: 'true', rationale: 'The minutes say so [1].' });
  const reasons = (who: Caller) => told(who, stage.investigationId);

  it('CLM-4: a proposal asks everyone who may sign it, and nobody else', async () => {
    await propose();
    expect(await reasons(stage.editor)).toEqual(['review_asked']);
    expect(await reasons(checker)).toEqual(['review_asked']);
    expect(await reasons(annotator)).toEqual([]);
    // Who proposed it may not sign it.
    expect(await reasons(stage.lead)).toEqual([]);
  });

  it('CLM-13: a verdict tells those whose work it rests on, not who signed it', async () => {
    await done(test.db, createAnnotation, annotator, {
      sourceId: stage.sourceId,
      kind: 'claim',
      target: { quote: { exact: 'one crane' } },
      claimId,
    });
    await propose();
    await move(test.db, stage.editor, claimId, 'verified');
    expect(await reasons(stage.lead)).toEqual(['claim_decided']);
    expect(await reasons(annotator)).toEqual(['claim_decided']);
    expect(await reasons(stage.editor)).toEqual(['review_asked']);
    expect(await reasons(checker)).toEqual(['review_asked']);
  });

  it('a claim that is set aside or taken up again tells them, too; other moves do not', async () => {
    await move(test.db, checker, claimId, 'set_aside', { reason: 'not_checkable' });
    await move(test.db, checker, claimId, 'reopened', { reason: 'A second document has turned up.' });
    expect(await reasons(stage.lead)).toEqual(['claim_decided', 'claim_decided']);
  });

  it('a muted case keeps requests and decisions to itself', async () => {
    await done(test.db, muteCase, checker, { investigationId: stage.investigationId, muted: true });
    await propose();
    expect(await reasons(checker)).toEqual([]);
    expect(await reasons(stage.editor)).toEqual(['review_asked']);
  });

  it('leads to the claim by its number', async () => {
    await verify(test.db, stage, (await claimOn(test.db, stage, 'in January', 'It was in January.')).claimId);
    await followTrail(test.db, stage.investigationId);
    const { items } = await answer(test.db, listNotifications, stage.lead, {});
    expect(items[0]).toMatchObject({ reason: 'claim_decided', claim: { number: 2, statement: 'It was in January.' } });
  });
});

describe('what a new version tells', () => {
  const before = ['The port paid twice for one crane.', 'Nobody noticed it before the spring audit.'];

  it('SRC-5: those whose marked words it changed, once, and not who brought it', async () => {
    const [luz, mo, ana] = [await person(test.db, 'Luz'), await person(test.db, 'Mo'), await person(test.db, 'Ana')];
    const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
    for (const who of [mo, ana]) await joins(test.db, who, investigationId, 'annotator');
    const sourceId = await sealedSource(test.db, luz, investigationId, before);
    const mark = (who: Caller, exact: string) =>
      done(test.db, createAnnotation, who, { sourceId, kind: 'highlight', target: { quote: { exact } } });
    await mark(mo, 'paid twice for one crane');
    await mark(mo, 'paid twice');
    await mark(luz, 'paid twice for one');
    await mark(ana, 'Nobody noticed it');
    await done(test.db, addVersion, luz, {
      sourceId,
      kind: 'text',
      text: ['The port paid three times for two cranes.', before[1]].join('\n\n'),
    });
    expect(await told(mo, investigationId)).toEqual(['version_changed']);
    expect(await told(ana, investigationId)).toEqual([]);
    expect(await told(luz, investigationId)).toEqual([]);
  });
});

describe('what a watched name tells', () => {
  let luz: Caller;
  let mo: Caller;
  let entityId: string;

  beforeEach(async () => {
    luz = await person(test.db, 'Luz');
    mo = await person(test.db, 'Mo');
    entityId = (await done(test.db, createEntity, luz, { schema: 'Person', name: 'Inés Calderón' })).id;
  });
  const room = async (more: object = {}, ...people: Caller[]) => {
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Port', ...more });
    for (const who of people) await joins(test.db, who, id, 'viewer');
    return { id, sourceId: await sealedSource(test.db, luz, id, ['The auditor Inés Calderón spoke of one crane.']) };
  };
  const names = (sourceId: string, more: object = {}) =>
    done(test.db, createAnnotation, luz, {
      sourceId,
      kind: 'entity',
      entityId,
      target: { quote: { exact: 'Inés Calderón' } },
      ...more,
    });
  const watch = (who: Caller, id = entityId, on = true) => done(test.db, watchEntity, who, { entityId: id, on });

  it('ENT-5: who watches it is told of each new mention, until they stop', async () => {
    const { id, sourceId } = await room({}, mo);
    await watch(mo);
    await names(sourceId);
    await followTrail(test.db, id);
    const [line] = (await answer(test.db, listNotifications, mo, {})).items;
    expect(line).toMatchObject({
      reason: 'entity_mentioned',
      entity: { id: entityId, name: 'Inés Calderón' },
      source: { id: sourceId },
      excerpt: 'Inés Calderón',
    });
    await watch(mo, entityId, false);
    await names(sourceId);
    expect(await told(mo, id)).toHaveLength(1);
  });

  it('ENT-7: only where they may read the case', async () => {
    const moderator = await person(test.db, 'Amal', 'moderator');
    for (const who of [mo, moderator]) await watch(who);
    const open = await room();
    await names(open.sourceId);
    expect(await told(mo, open.id)).toEqual([]);
    // A moderator reads open cases without being in them, and no confidential one.
    expect(await told(moderator, open.id)).toEqual(['entity_mentioned']);
    const hidden = await room({ confidential: true });
    await names(hidden.sourceId);
    expect(await told(moderator, hidden.id)).toEqual(['entity_mentioned']);
    const shared = await room({ confidential: true }, mo);
    await names(shared.sourceId);
    expect(await told(mo, shared.id)).toEqual(['entity_mentioned']);
  });

  it('ANN-7: not of a private mark until it is shared, and also when a mark is linked later', async () => {
    const { id, sourceId } = await room({}, mo);
    await watch(mo);
    const { id: annotationId } = await names(sourceId, { visibility: 'private' });
    expect(await told(mo, id)).toEqual([]);
    await done(test.db, updateAnnotation, luz, { annotationId, visibility: 'case' });
    expect(await told(mo, id)).toEqual(['entity_mentioned']);
    const other = await done(test.db, createEntity, luz, { schema: 'Person', name: 'Inés Calderon Ruiz' });
    const { id: wrong } = await names(sourceId, { entityId: other.id });
    await done(test.db, updateAnnotation, luz, { annotationId: wrong, entityId });
    await done(test.db, updateAnnotation, luz, { annotationId: wrong, text: 'Surely her' });
    expect(await told(mo, id)).toEqual(['entity_mentioned', 'entity_mentioned']);
  });

  it('ENT-4: watching goes along when the entity is merged', async () => {
    const { id, sourceId } = await room({}, mo);
    await watch(mo);
    const other = await done(test.db, createEntity, luz, { schema: 'Person', name: 'I. Calderón' });
    await done(test.db, mergeEntities, luz, { entityId, into: other.id, reason: 'One person.' });
    await names(sourceId, { entityId: other.id });
    expect(await told(mo, id)).toEqual(['entity_mentioned']);
  });
});

describe('ACC-8: what a request for redaction tells', () => {
  const asked = async ({ sourceId, editor, investigationId }: Desk) => {
    const place = { sourceId, version: 1, start: 12, end: 20, reason: 'A court has ordered it' };
    const { id } = await done(test.db, askForRedaction, editor, place);
    await followTrail(test.db, investigationId);
    return id;
  };

  it('whoever may confirm it, without a word of what has to go; who asked gets the answer', async () => {
    const stage = await desk(test.db);
    const [ines, checker] = [await person(test.db, 'Ines'), await person(test.db, 'Mo')];
    const moderator = await person(test.db, 'Mina', 'moderator');
    await joins(test.db, ines, stage.investigationId, 'editor');
    await joins(test.db, checker, stage.investigationId, 'checker');
    const reasons = (who: Caller) => told(who, stage.investigationId);
    const { text } = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId: stage.sourceId } });
    await asked(stage);
    expect(await reasons(stage.lead)).toEqual(['redaction_asked']);
    expect(await reasons(ines)).toEqual(['redaction_asked']);
    for (const nobody of [stage.editor, checker, moderator]) expect(await reasons(nobody)).toEqual([]);
    const { items } = await answer(test.db, listNotifications, ines, {});
    expect(items[0]).toMatchObject({ excerpt: '', change: null, source: { id: stage.sourceId }, claim: null });
    expect(JSON.stringify(items)).not.toContain(text.slice(12, 20));
    expect(addressOf(items[0] as NotificationView)).toBe(`/investigations/${stage.investigationId}?redactions=open`);

    // Who is no editor any more cannot decide: the line goes, and does not count.
    await test.db.prisma.membership.updateMany({ where: { userId: ines.userId }, data: { role: 'checker' } });
    expect(await reasons(ines)).toEqual([]);
    expect(await answer(test.db, countNotifications, ines, {})).toEqual({ unread: 0 });

    const { id: redactionId } = await test.db.prisma.redaction.findFirstOrThrow({
      where: { sourceId: stage.sourceId },
    });
    await done(test.db, refuseRedaction, stage.lead, { redactionId, reason: 'It is in the public record' });
    expect(await reasons(stage.editor)).toEqual(['redaction_refused']);
    await done(test.db, confirmRedaction, stage.lead, { redactionId: await asked(stage) });
    expect(await reasons(stage.editor)).toEqual(['redaction_refused', 'redaction_confirmed']);
    expect(await reasons(stage.lead)).toEqual(['redaction_asked', 'redaction_asked']);
    expect(await reasons(checker)).toEqual([]);
  });
});
