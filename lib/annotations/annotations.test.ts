import { describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/platform/access.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { listEvents } from '@/lib/investigations/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { seal, sealedSource } from '@/tests/support/sealed-source.ts';
import {
  createAnnotation,
  deleteAnnotation,
  resolveAnnotation,
  restoreAnnotation,
  updateAnnotation,
} from './commands.ts';
import { annotationHistory, getAnnotation, listAnnotations, listTags } from './queries.ts';
import { createReply, deleteReply, restoreReply, updateReply } from './reply.commands.ts';
import type { AnnotationView } from './schema.ts';

const test = testDatabase();

const paragraphs = [
  'Police took thirty-one people into custody.',
  'He paid judges, and he paid guards.',
  'שלום עולם 👩‍👩‍👧 fin',
];

interface Room {
  readonly luz: Caller;
  readonly mo: Caller;
  readonly investigationId: string;
  readonly sourceId: string;
}

async function room(confidential = false): Promise<Room> {
  const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
  const { id } = await done(test.db, createInvestigation, luz, { title: 'Metastasis', confidential });
  await joins(test.db, mo, id, 'annotator');
  return { luz, mo, investigationId: id, sourceId: await sealedSource(test.db, luz, id, paragraphs) };
}

const mark = (who: Caller, input: Record<string, unknown>) =>
  done(test.db, createAnnotation, who, { kind: 'note', text: 'Which ones?', target: { start: 0, end: 6 }, ...input });
const get = (who: Caller, annotationId: string): Promise<AnnotationView> =>
  answer(test.db, getAnnotation, who, { annotationId });
const refusal = async (who: Caller, input: Record<string, unknown>) => {
  const result = await execute(test.db, createAnnotation, who, {
    kind: 'note',
    text: 'Which ones?',
    target: { start: 0, end: 6 },
    ...input,
  });
  return result.ok ? 'done' : `${result.error.code}: ${result.error.detail}`;
};
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'done' : result.error?.code);

async function claim(investigationId: string, by: Caller, state: 'new' | 'checking', number: number): Promise<string> {
  const [id, rationaleDocumentId] = [newId(), newId()];
  await test.db.prisma.liveDocument.create({
    data: { id: rationaleDocumentId, kind: 'rationale', investigationId, schemaVersion: 1, lineage: newId() },
  });
  await test.db.prisma.claim.create({
    data: {
      id,
      investigationId,
      number,
      statement: `Statement ${number}`,
      state,
      rationaleDocumentId,
      createdById: by.userId,
    },
  });
  return id;
}

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

describe('threads and changes', () => {
  it('ANN-4: replies are read in order, edited and deleted by their author, and brought back', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    const first = await done(test.db, createReply, mo, { annotationId: id, text: 'The minutes say thirty.' });
    const second = await done(test.db, createReply, luz, { annotationId: id, text: 'Noted' });
    expect(codeOf(await execute(test.db, updateReply, luz, { replyId: first.id, text: 'x' }))).toBe('forbidden');
    expect(codeOf(await execute(test.db, createReply, mo, { annotationId: id, text: '  ' }))).toBe('invalid_input');
    await done(test.db, updateReply, mo, { replyId: first.id, text: 'The minutes say 30.' });
    await done(test.db, deleteReply, luz, { replyId: second.id });
    expect((await get(luz, id)).replies).toMatchObject([
      { id: first.id, author: { name: 'Mo' }, text: 'The minutes say 30.', editedAt: expect.any(String) as string },
    ]);
    await done(test.db, restoreReply, luz, { replyId: second.id });
    expect((await get(luz, id)).replies.map((reply) => reply.id)).toEqual([first.id, second.id]);
    const elsewhere = await mark(luz, { sourceId });
    expect(codeOf(await execute(test.db, deleteReply, luz, { replyId: second.id, annotationId: elsewhere.id }))).toBe(
      'not_found',
    );
  });

  it('ANN-13: history says who changed what, before and after, and outlives a deletion', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId, tags: ['figures'] });
    await done(test.db, updateAnnotation, luz, {
      annotationId: id,
      text: 'Which of them?',
      tags: ['figures', 'court'],
    });
    await done(test.db, resolveAnnotation, mo, { annotationId: id, resolved: true });
    const { id: replyId } = await done(test.db, createReply, mo, { annotationId: id, text: 'Done' });
    await done(test.db, resolveAnnotation, luz, { annotationId: id, resolved: false });
    await done(test.db, deleteAnnotation, luz, { annotationId: id });
    const { items } = await answer(test.db, annotationHistory, mo, { annotationId: id });
    expect(items.map((line) => [line.type, line.actor.name])).toEqual([
      ['annotation.created', 'Luz'],
      ['annotation.updated', 'Luz'],
      ['annotation.resolved', 'Mo'],
      ['reply.created', 'Mo'],
      ['annotation.reopened', 'Luz'],
      ['annotation.deleted', 'Luz'],
    ]);
    expect(replyId).toBeTruthy();
    expect(items[1]?.changes).toEqual(
      expect.arrayContaining([
        { field: 'text', before: 'Which ones?', after: 'Which of them?' },
        { field: 'tags', before: 'figures', after: 'court, figures' },
      ]),
    );
    const page = await answer(test.db, annotationHistory, mo, { annotationId: id, limit: 2 });
    expect(page.items).toHaveLength(2);
    expect((await answer(test.db, annotationHistory, mo, { annotationId: id, after: page.next })).items).toHaveLength(
      4,
    );
  });

  it('ANN-10: a deleted mark is gone for reading and writing, and undo brings it back with its thread', async () => {
    const { luz, mo, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    await done(test.db, createReply, mo, { annotationId: id, text: 'Stays' });
    await done(test.db, deleteAnnotation, luz, { annotationId: id });
    expect(codeOf(await ask(test.db, getAnnotation, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, deleteAnnotation, luz, { annotationId: id }))).toBe('not_found');
    expect(codeOf(await execute(test.db, createReply, mo, { annotationId: id, text: 'Late' }))).toBe('not_found');
    expect((await answer(test.db, listAnnotations, luz, { sourceId })).items).toEqual([]);
    expect(codeOf(await execute(test.db, restoreAnnotation, mo, { annotationId: id }))).toBe('forbidden');
    await done(test.db, restoreAnnotation, luz, { annotationId: id });
    expect((await get(luz, id)).replies.map((reply) => reply.text)).toEqual(['Stays']);
  });

  it('CORE-3: a change made from an older copy is refused as stale', async () => {
    const { luz, sourceId } = await room();
    const { id } = await mark(luz, { sourceId });
    await done(test.db, updateAnnotation, luz, { annotationId: id, revision: 1, text: 'Second' });
    expect(
      await execute(test.db, updateAnnotation, luz, { annotationId: id, revision: 1, text: 'Third' }),
    ).toMatchObject({ error: { code: 'stale' } });
  });

  it('ANN-4: words that carry evidence, or a claim that is being checked, are not taken away', async () => {
    const { luz, sourceId, investigationId } = await room();
    const [fresh, busy] = [
      await claim(investigationId, luz, 'new', 1),
      await claim(investigationId, luz, 'checking', 2),
    ];
    const remove = (annotationId: string) => execute(test.db, deleteAnnotation, luz, { annotationId });
    const onNew = await mark(luz, { sourceId, kind: 'claim', claimId: fresh });
    expect(codeOf(await remove(onNew.id))).toBe('done');
    const [first, second] = [
      await mark(luz, { sourceId, kind: 'claim', claimId: busy }),
      await mark(luz, { sourceId, kind: 'claim', claimId: busy }),
    ];
    const race = await Promise.all([remove(first.id), remove(second.id)]);
    expect(race.map(codeOf).sort()).toEqual(['conflict', 'done']);
    const note = await mark(luz, { sourceId });
    await test.db.prisma.evidence.create({
      data: {
        id: newId(),
        claimId: busy,
        number: 1,
        position: 1,
        stance: 'supports',
        annotationId: note.id,
        addedById: luz.userId,
      },
    });
    expect(await remove(note.id)).toMatchObject({
      error: { code: 'conflict', detail: 'This mark carries evidence of claim 2. Remove that evidence first.' },
    });
  });

  it('ANN-1: a claim is opened from the words that carry it, in one act', async () => {
    const { luz, mo, sourceId, investigationId } = await room();
    const claimId = newId();
    const made = await mark(luz, {
      sourceId,
      kind: 'claim',
      text: '',
      claim: { id: claimId, statement: 'Thirty-one people were arrested.' },
    });
    expect(made.claimId).toBe(claimId);
    expect((await get(mo, made.id)).claim).toMatchObject({ id: claimId, number: 1, state: 'new', rating: null });
    const { items } = await answer(test.db, listEvents, luz, { investigationId });
    expect(items.map((event) => event.type)).toEqual(expect.arrayContaining(['claim.created', 'annotation.created']));
    // Refused as a whole: no claim is left behind by a mark that could not be made.
    await refusal(luz, { sourceId, kind: 'claim', text: '', claim: { statement: 'Lost' }, id: made.id });
    expect(await test.db.prisma.claim.count({ where: { investigationId } })).toBe(1);
  });

  it('ANN-4: a claim mark shows its claim with state and ratings', async () => {
    const { luz, sourceId, investigationId } = await room();
    const claimId = await claim(investigationId, luz, 'checking', 1);
    const { id } = await mark(luz, { sourceId, kind: 'claim', claimId });
    expect((await get(luz, id)).claim).toEqual({
      id: claimId,
      number: 1,
      statement: 'Statement 1',
      state: 'checking',
      rating: null,
      proposedRating: null,
    });
  });

  it('ANN-1: a name is linked to an entity that one may see, or opens a new one', async () => {
    const { luz, sourceId } = await room();
    const hidden = await room(true);
    const entity = { id: newId(), schema: 'Person', name: 'Wilman Terán' };
    const secret = await mark(hidden.luz, { sourceId: hidden.sourceId, kind: 'entity', text: '', entity });
    expect(await get(hidden.mo, secret.id)).toMatchObject({ entityId: entity.id, entity });
    expect(await refusal(luz, { sourceId, kind: 'entity', entityId: entity.id })).toContain('not_found');
    const mine = await mark(luz, { sourceId, kind: 'entity', entity: { schema: 'Person', name: 'Wilman Terán' } });
    const again = await mark(luz, { sourceId, kind: 'entity', entityId: mine.entityId, visibility: 'private' });
    expect((await get(luz, again.id)).entity?.name).toBe('Wilman Terán');
    expect(await refusal(luz, { sourceId, kind: 'entity', entity: { schema: 'Ghost', name: 'Boo' } })).toContain(
      'invalid_input',
    );
  });

  it('ANN-9: pages through a source and filters by kind and author', async () => {
    const { luz, mo, sourceId } = await room();
    for (let n = 0; n < 5; n += 1) await mark(n % 2 ? mo : luz, { sourceId, kind: n < 3 ? 'note' : 'highlight' });
    const list = (input: object) => answer(test.db, listAnnotations, luz, { sourceId, ...input });
    const first = await list({ limit: 3 });
    const rest = await list({ limit: 3, after: first.next });
    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 2, null]);
    expect(new Set([...first.items, ...rest.items].map((view) => view.id)).size).toBe(5);
    expect((await list({ kind: 'note' })).items).toHaveLength(3);
    expect((await list({ author: mo.userId })).items).toHaveLength(2);
    expect((await list({ version: 1 })).items).toHaveLength(5);
    expect((await list({ version: 2 })).items).toHaveLength(0);
  });
});
