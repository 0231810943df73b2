import { describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/platform/access.ts';
import { listEvents } from '@/lib/investigations/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { codeOf, markRoom, paragraphs } from '@/tests/support/mark-room.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { seal, sealedSource } from '@/tests/support/sealed-source.ts';
import { createAnnotation, deleteAnnotation, restoreAnnotation, updateAnnotation } from './commands.ts';
import { annotationHistory, getAnnotation, listAnnotations, listTags } from './queries.ts';
import { createReply, updateReply } from './reply.commands.ts';

const test = testDatabase();
const { room, mark, get, refusal, claim } = markRoom(test);

describe('marking', () => {
  it('ANN-1: a mark of each plain kind, with tags and several ranges, is read back as it was made', async () => {
    const { luz, sourceId, investigationId } = await room();
    const { id } = await mark(luz, {
      sourceId,
      kind: 'tag',
      text: '',
      tags: ['Figures', '#court', 'figures'],
      target: {
        ranges: [
          { start: 47, end: 58 },
          { start: 12, end: 29 },
        ],
      },
    });
    const view = await get(luz, id);
    expect(view).toMatchObject({
      investigationId,
      sourceId,
      kind: 'tag',
      status: 'open',
      visibility: 'case',
      author: { id: luz.userId, name: 'Luz' },
      claim: null,
      entity: null,
      replies: [],
    });
    expect(view.tags.map((tag) => tag.name)).toEqual(['court', 'figures']);
    expect(
      view.anchors.map(({ version, state, start, end, exact, label }) => [version, state, start, end, exact, label]),
    ).toEqual([
      [1, 'exact', 12, 29, 'thirty-one people', 'P1'],
      [1, 'exact', 47, 58, 'paid judges', 'P2'],
    ]);
    for (const kind of ['highlight', 'note', 'question', 'correction'])
      expect(await get(luz, (await mark(luz, { sourceId, kind })).id)).toMatchObject({ kind });
  });

  it('ANC-1: an anchor keeps its words, their surroundings and its part', async () => {
    const { luz, sourceId } = await room();
    const { id } = await mark(luz, { sourceId, target: { quote: { exact: 'paid guards' } } });
    const row = await test.db.prisma.anchor.findFirstOrThrow({ where: { annotationId: id }, include: { block: true } });
    expect(row).toMatchObject({
      start: 67,
      end: 78,
      exact: 'paid guards',
      prefix: 'custody.\nHe paid judges, and he ',
      suffix: `.\n${paragraphs[2]}`.slice(0, 32),
      state: 'exact',
      score: 1,
      block: { label: 'P2' },
    });
  });

  it('ANC-2: words that stand twice, elsewhere or nowhere are refused with what to do', async () => {
    const { luz, sourceId } = await room();
    const quote = (exact: string, prefix?: string) => refusal(luz, { sourceId, target: { quote: { exact, prefix } } });
    expect(await quote('paid')).toBe(
      'invalid_input: These words stand in 2 places that fit. Say which with more of the words before (prefix) or after (suffix).',
    );
    expect(await quote('paid', 'and he ')).toBe('done');
    expect(await quote('paid', 'and she ')).toContain('but not between');
    expect(await quote('ministers')).toBe('invalid_input: These words do not stand in this version.');
  });

  it('ANC-1: ranges outside the text, empty, overlapping or through a character are refused and leave nothing', async () => {
    const { luz, sourceId } = await room();
    const at = (target: unknown) => refusal(luz, { sourceId, target });
    const length = paragraphs.join('\n').length;
    expect(await at({ start: 0, end: length + 1 })).toBe(
      `invalid_input: A mark stands within the text: from 0 to ${length}.`,
    );
    expect(await at({ start: 5, end: 5 })).toContain('invalid_input: target');
    expect(await at({ start: -1, end: 5 })).toContain('invalid_input');
    expect(await at({ start: 0.5, end: 5 })).toContain('invalid_input');
    expect(await at({ start: '0', end: 5 })).toContain('invalid_input');
    expect(await at({})).toContain('Say where');
    expect(await at({ start: 6, end: 7 })).toContain('at least one word');
    const family = paragraphs.join('\n').indexOf('👩');
    expect(await at({ start: family, end: family + 1 })).toContain('inside a character');
    expect(
      await at({
        ranges: [
          { start: 0, end: 6 },
          { start: 3, end: 9 },
        ],
      }),
    ).toContain('must not overlap');
    expect(await at({ ranges: Array.from({ length: 21 }, (_, n) => ({ start: n, end: n + 1 })) })).toContain('20');
    expect(await test.db.prisma.annotation.count({ where: { sourceId } })).toBe(0);
  });

  it('ANN-1: a draft has no versions to mark, and a version that does not exist is named', async () => {
    const { luz, sourceId, investigationId } = await room();
    const draft = await sealedSource(test.db, luz, investigationId, null);
    expect(await refusal(luz, { sourceId: draft, version: 1 })).toContain('still a draft');
    expect(await refusal(luz, { sourceId, version: 3 })).toBe('invalid_input: This source has no version 3.');
    await test.db.prisma.$transaction((tx) => seal(tx, sourceId, luz, 2, ['Corrected: police took thirty people.']));
    const { id } = await mark(luz, { sourceId });
    expect((await get(luz, id)).anchors[0]).toMatchObject({ version: 2, exact: 'Correc' });
    expect((await get(luz, (await mark(luz, { sourceId, version: 1 })).id)).anchors[0]).toMatchObject({ version: 1 });
  });

  it('ANN-1: each kind says what it lacks', async () => {
    const { luz, sourceId } = await room();
    expect(await refusal(luz, { sourceId, text: ' \n ' })).toBe('invalid_input: text: Write the note first.');
    expect(await refusal(luz, { sourceId, kind: 'tag' })).toContain('Name at least one tag.');
    expect(await refusal(luz, { sourceId, kind: 'claim' })).toContain('carries a claim');
    expect(await refusal(luz, { sourceId, claimId: newId() })).toContain('carries a claim');
    expect(await refusal(luz, { sourceId, kind: 'entity' })).toContain('names an entity');
    expect(await refusal(luz, { sourceId, kind: 'doodle' })).toContain('A mark is one of');
  });

  it('hostile input: NUL, halves of characters, a 100,000-character note and reordered tags are refused in words', async () => {
    const { luz, sourceId } = await room();
    expect(await refusal(luz, { sourceId, text: 'a\u0000b' })).toContain('not text');
    expect(await refusal(luz, { sourceId, text: '\ud800' })).toContain('not text');
    expect(await refusal(luz, { sourceId, text: 'x'.repeat(100_000) })).toContain('longer than 10,000');
    expect(await refusal(luz, { sourceId, tags: ['evil\u202etag'] })).toContain('plain words');
    expect(await refusal(luz, { sourceId, tags: ['###'] })).toContain('name of the tag');
    expect(await refusal(luz, { sourceId, tags: Array.from({ length: 21 }, (_, n) => `t${n}`) })).toContain('20 tags');
    expect(await refusal(luz, { sourceId, target: { quote: { exact: 'x\u0000' } } })).toContain('invalid_input');
    const { id } = await mark(luz, { sourceId, text: "مرحبا \u202e <script>alert('x')</script>\t'; DROP TABLE" });
    expect((await get(luz, id)).text).toBe("مرحبا \u202e <script>alert('x')</script>\t'; DROP TABLE");
  });

  it('CORE-3: the same mark sent twice at once is one mark, one event and one answer', async () => {
    const { luz, sourceId, investigationId } = await room();
    const [id, commandId] = [newId(), newId()];
    const send = () =>
      execute(
        test.db,
        createAnnotation,
        luz,
        { id, sourceId, kind: 'note', text: 'Once', tags: ['once'], target: { start: 0, end: 6 } },
        { id: commandId },
      );
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, value: { id } });
    const { items } = await answer(test.db, listEvents, luz, { investigationId });
    expect(items.filter((event) => event.type === 'annotation.created')).toHaveLength(1);
    const { items: marks } = await answer(test.db, listAnnotations, luz, { sourceId });
    expect(marks.map((view) => view.id)).toEqual([id]);
  });

  it('CORE-3: an id that already names a mark is refused, also when two race for it', async () => {
    const { luz, mo, sourceId } = await room();
    const id = newId();
    const both = await Promise.all(
      [luz, mo].map((who) =>
        execute(test.db, createAnnotation, who, { id, sourceId, kind: 'highlight', target: { start: 0, end: 6 } }),
      ),
    );
    expect(both.map(codeOf).sort()).toEqual(['done', 'id_taken']);
  });

  it('ANN-1: two who coin the same tag at once get one tag', async () => {
    const { luz, mo, sourceId } = await room();
    const ids = await Promise.all(
      [luz, mo, luz, mo].map((who, n) =>
        mark(who, { sourceId, kind: 'tag', text: '', tags: n % 2 ? ['Money', 'Zeta'] : ['zeta', 'money'] }),
      ),
    );
    const views = await Promise.all(ids.map(({ id }) => get(luz, id)));
    expect(new Set(views.map((view) => JSON.stringify(view.tags))).size).toBe(1);
  });
});

describe('permission', () => {
  it('ACC-1: a viewer reads and may not mark; an outsider finds nothing', async () => {
    const { luz, sourceId, investigationId } = await room();
    const [vera, eve] = [await person(test.db, 'Vera'), await person(test.db, 'Eve')];
    await joins(test.db, vera, investigationId, 'viewer');
    const { id } = await mark(luz, { sourceId });
    expect(await refusal(vera, { sourceId })).toContain('forbidden');
    expect((await get(vera, id)).id).toBe(id);
    expect(await refusal(eve, { sourceId })).toContain('not_found');
    expect(codeOf(await ask(test.db, getAnnotation, eve, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await ask(test.db, annotationHistory, eve, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await ask(test.db, listAnnotations, eve, { sourceId }))).toBe('not_found');
    for (const cmd of [deleteAnnotation, restoreAnnotation])
      expect(codeOf(await execute(test.db, cmd, eve, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, createReply, eve, { annotationId: id, text: 'hello' }))).toBe('not_found');
  });

  it("ACC-1: words, tags and readers of a mark are its author's; closing the thread is everyone's, deleting also a lead's", async () => {
    const { luz, mo, sourceId, investigationId } = await room();
    const ana = await person(test.db, 'Ana');
    await joins(test.db, ana, investigationId, 'annotator');
    const { id } = await mark(mo, { sourceId });
    const change = (who: Caller, input: object) =>
      execute(test.db, updateAnnotation, who, { annotationId: id, ...input });
    expect(codeOf(await change(ana, { text: 'Mine now' }))).toBe('forbidden');
    expect(codeOf(await change(luz, { text: 'Mine now' }))).toBe('forbidden');
    expect(codeOf(await change(ana, { status: 'resolved', text: 'Mine now' }))).toBe('forbidden');
    expect(codeOf(await change(ana, { status: 'resolved' }))).toBe('done');
    expect((await get(mo, id)).status).toBe('resolved');
    expect(codeOf(await execute(test.db, deleteAnnotation, ana, { annotationId: id }))).toBe('forbidden');
    expect(codeOf(await execute(test.db, deleteAnnotation, luz, { annotationId: id }))).toBe('done');
  });

  it('unknown and foreign ids get a clear refusal', async () => {
    const { luz, sourceId } = await room();
    const other = await room();
    const foreign = await claim(other.investigationId, other.luz, 'new', 1);
    expect(await refusal(luz, { sourceId, kind: 'claim', claimId: foreign })).toBe(
      'not_found: There is no such claim in this case.',
    );
    expect(await refusal(luz, { sourceId: other.sourceId })).toContain('not_found');
    expect(await refusal(luz, { sourceId: newId() })).toContain('not_found');
    expect(await refusal(luz, { sourceId, id: 'mine' })).toContain('UUIDv7');
    expect(codeOf(await ask(test.db, getAnnotation, luz, { annotationId: newId() }))).toBe('not_found');
    expect(codeOf(await execute(test.db, updateReply, luz, { replyId: newId(), text: 'x' }))).toBe('not_found');
  });
});

describe('private marks', () => {
  it('ANN-7: only its author reads a private mark, its thread, its history and its events, until it is shared', async () => {
    const { luz, mo, sourceId, investigationId } = await room();
    const { id } = await mark(mo, { sourceId, visibility: 'private', text: 'A hunch', tags: ['hunch'] });
    await done(test.db, createReply, mo, { annotationId: id, text: 'Ask Ana' });
    const seenBy = async (who: Caller) => (await answer(test.db, listAnnotations, who, { sourceId })).items.length;
    expect([await seenBy(mo), await seenBy(luz)]).toEqual([1, 0]);
    for (const cmd of [deleteAnnotation, restoreAnnotation])
      expect(codeOf(await execute(test.db, cmd, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, createReply, luz, { annotationId: id, text: 'hm' }))).toBe('not_found');
    expect(codeOf(await ask(test.db, annotationHistory, luz, { annotationId: id }))).toBe('not_found');
    expect((await answer(test.db, listTags, luz, { q: 'hunch' })).items).toEqual([]);
    const trail = JSON.stringify(await answer(test.db, listEvents, luz, { investigationId }));
    expect(trail).not.toContain('hunch');
    expect(trail).not.toContain(id);

    await done(test.db, updateAnnotation, mo, { annotationId: id, text: 'A lead', visibility: 'case' });
    expect(await seenBy(luz)).toBe(1);
    const history = await answer(test.db, annotationHistory, luz, { annotationId: id });
    expect(history.items.map((line) => line.type)).toEqual(['annotation.shared']);
    expect(JSON.stringify(history)).not.toContain('A hunch');
    expect((await answer(test.db, annotationHistory, mo, { annotationId: id })).items.map((line) => line.type)).toEqual(
      ['annotation.created', 'reply.created', 'annotation.updated', 'annotation.shared'],
    );
  });

  it('ANN-7: a shared mark can be taken back until a colleague has answered', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(mo, { sourceId });
    const take = (visibility: string) => execute(test.db, updateAnnotation, mo, { annotationId: id, visibility });
    expect(codeOf(await take('private'))).toBe('done');
    expect(codeOf(await ask(test.db, getAnnotation, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await take('case'))).toBe('done');
    await done(test.db, createReply, luz, { annotationId: id, text: 'Yes' });
    expect(await take('private')).toMatchObject({ error: { code: 'conflict' } });
  });

  it('ANN-7: what would be a row for everyone is not opened from a private mark', async () => {
    const { luz, sourceId } = await room();
    expect(
      await refusal(luz, { sourceId, kind: 'claim', claim: { statement: 'He paid.' }, visibility: 'private' }),
    ).toContain('cannot be private');
  });

  it('ENT-7: a tag coined in a confidential case is no suggestion elsewhere', async () => {
    const hidden = await room(true);
    const moderator = await person(test.db, 'Amal', 'moderator');
    await mark(hidden.luz, { sourceId: hidden.sourceId, tags: ['operation-heron'] });
    expect((await answer(test.db, listTags, hidden.mo, { q: 'heron' })).items).toHaveLength(1);
    expect((await answer(test.db, listTags, (await room()).luz, { q: 'heron' })).items).toEqual([]);
    expect((await answer(test.db, listTags, moderator, { q: 'heron' })).items).toEqual([]);
  });
});
