import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { updateClaim } from '@/lib/claims/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { ask } from '@/lib/platform/query.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { claimOn, desk, move, verify } from '@/tests/support/verdict.ts';
import { preRead } from './queries.ts';
import type { ReadFacts } from './rules.ts';
import { blocksOf, levelOf, weakest } from './rules.ts';

const sound: ReadFacts = { state: 'verified', value: 5, independent: 2, onlyOffRecord: false, flags: [] };

describe('CLM-16: how well a sentence stands', () => {
  it.each([
    ['stands', {}, 'sound', []],
    ['is false', { value: 1 }, 'refuted', ['refuted']],
    ['is not signed', { state: 'in_review' as const, value: null }, 'open', ['unsigned']],
    ['has a verdict without a number', { value: null }, 'mixed', ['mixed']],
    ['has one source', { independent: 1 }, 'weak', ['second_source']],
    ['accuses somebody who was not asked', { flags: ['reply_missing' as const] }, 'weak', ['reply_missing']],
    ['is all off the record', { onlyOffRecord: true }, 'weak', ['off_record']],
    ['is only late', { flags: ['overdue' as const] }, 'sound', []],
    ['was set aside', { state: 'set_aside' as const, independent: 0 }, 'aside', []],
  ])('CLM-16: a claim that %s', (_name, change, level, blocks) => {
    const facts: ReadFacts = { ...sound, ...change };
    expect(levelOf(facts)).toBe(level);
    expect(blocksOf(facts)).toEqual(blocks);
  });

  it('CLM-16: a sentence is as strong as its weakest claim', () => {
    expect(weakest(['sound', 'weak', 'open'])).toBe('open');
    expect(weakest(['open', 'refuted'])).toBe('refuted');
    expect(weakest([])).toBeNull();
  });
});

describe('CLM-16: the read before publication', () => {
  const test = testDatabase();

  it('CLM-16: a story pasted as a source is read sentence by sentence, with what blocks it and who signed', async () => {
    const stage = await desk(test.db);
    const { lead, investigationId } = stage;
    const { claimId, annotationId } = await claimOn(test.db, stage, 'The port paid twice', 'The port paid twice.');
    const { id: storyId } = await done(test.db, intakeSource, lead, {
      investigationId,
      kind: 'text',
      title: 'Our story',
      text: 'Two cranes, one invoice\n\nThe port paid twice. Nobody noticed. It was in January.',
      seal: true,
    });
    const read = async () => {
      const view = await answer(test.db, preRead, lead, { sourceId: storyId });
      return { view, sentences: view.parts.flatMap((part) => part.sentences) };
    };
    const before = await read();
    expect(before.sentences.map(({ text, level }) => [text, level])).toEqual([
      ['Two cranes, one invoice', null],
      ['The port paid twice.', null],
      ['Nobody noticed.', null],
      ['It was in January.', null],
    ]);
    // One sentence rests on a claim of the case, another becomes one.
    const [, paid, nobody] = before.sentences;
    const target = (sentence?: { start: number; end: number }) => ({ start: sentence?.start, end: sentence?.end });
    await done(test.db, createAnnotation, lead, { sourceId: storyId, kind: 'claim', target: target(paid), claimId });
    await done(test.db, createAnnotation, lead, {
      sourceId: storyId,
      kind: 'claim',
      target: target(nobody),
      claim: { statement: 'Nobody noticed.' },
    });
    expect((await read()).sentences.map(({ level }) => level)).toEqual([null, 'open', 'open', null]);

    await done(test.db, updateClaim, lead, { claimId, allegation: true });
    await verify(test.db, stage, claimId, 'true');
    const signed = await read();
    const claim = signed.view.claims.find(({ id }) => id === claimId);
    expect(claim).toMatchObject({ level: 'weak', rating: 'true', signed: { signedOffBy: { name: 'Amal' } } });
    expect(claim?.blocks).toEqual(['second_source', 'reply_missing']);

    await move(test.db, stage.editor, claimId, 'reopened', { reason: 'A second source.' });
    await done(test.db, addEvidence, lead, { claimId, stance: 'supports', url: 'https://example.org/invoice' });
    await done(test.db, updateClaim, lead, { claimId, allegation: false });
    await move(test.db, lead, claimId, 'in_review', { rating: 'true' });
    await move(test.db, stage.editor, claimId, 'verified');
    expect((await read()).sentences[1]).toMatchObject({ level: 'sound', claimIds: [claimId] });
    // It works on any source, also on the one that the evidence stands in.
    const origin = await answer(test.db, preRead, lead, { sourceId: stage.sourceId });
    expect(origin.parts.flatMap((part) => part.sentences).find(({ level }) => level === 'sound')).toBeDefined();
    expect(annotationId).toBeTruthy();

    const outsider = await person(test.db, 'Otto');
    expect(await ask(test.db, preRead, outsider, { sourceId: storyId })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});
