import { beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { everSaid } from '@/lib/retention/documents.ts';
import { askForRedaction, confirmRedaction } from '@/lib/retention/redaction.commands.ts';
import { getRedactionMark, publicRedactionMark } from '@/lib/retention/redaction-mark.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';
import type { Served } from './servers.ts';
import { keptInMemory, liveServers } from './servers.ts';

const WORDS = 'one crane';
const test = testDatabase();
const { serve, connect } = liveServers(test);
let first: Served;
let second: Served;
beforeAll(async () => {
  [first, second] = [await serve(), await serve()];
});

/** A case with a rationale that two checkers write in; `redact` is done by its lead and its editor. */
async function stage(more: object = {}) {
  const opened = await desk(test.db, more);
  const { investigationId, sourceId, lead, editor } = opened;
  const { claimId } = await claimOn(test.db, opened, 'paid twice', 'The port paid twice.');
  const { rationaleDocumentId: documentId } = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
  const [mo, ivo] = [await person(test.db, 'Mo'), await person(test.db, 'Ivo')];
  for (const who of [mo, ivo]) await joins(test.db, who, investigationId, 'checker');
  const redact = async () => {
    const { text } = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId } });
    const start = text.indexOf(WORDS);
    const place = { sourceId, version: 1, start, end: start + WORDS.length, reason: 'A court has ordered it' };
    const { id } = await done(test.db, askForRedaction, editor, place);
    await done(test.db, confirmRedaction, lead, { redactionId: id });
  };
  return { ...opened, claimId, documentId, mo, ivo, redact };
}

function write(text: LiveText, words: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  const fragment = text.doc.getXmlFragment('default');
  fragment.insert(fragment.length, [paragraph]);
}
const words = (text: LiveText) => JSON.stringify(text.doc.getXmlFragment('default').toJSON());
const soon = { timeout: 5000 };
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, soon).toBe('saved');

/** All that the log of a document says or has ever said. */
async function logged(documentId: string): Promise<string> {
  const rows = await test.db.prisma.liveUpdate.findMany({ where: { documentId }, orderBy: { seq: 'asc' } });
  return everSaid(rows.map(({ update }) => update)).join('\n');
}

describe('ACC-8, LIV-3: a text with redacted words that people have open', () => {
  it('an open editor, a tab without a connection and kept edits do not bring the words back', async () => {
    const { documentId, mo, ivo, lead, redact } = await stage();
    const open = connect(second.port, ivo).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(open);
    write(open, `They paid for ${WORDS}.`);
    write(open, 'The minutes say so.');
    await saved(open);

    // One of Mo's tabs loses the network and goes on; another crashed in the same state.
    const line = { port: first.port };
    const away = connect(() => line.port, mo).text(documentId, NOTE_SCHEMA_VERSION);
    const kept = keptInMemory();
    const crashing = connect(() => line.port, mo, kept);
    const crashed = crashing.text(documentId, NOTE_SCHEMA_VERSION);
    await Promise.all([saved(away), saved(crashed)]);
    line.port = 1;
    await first.live.close();
    await expect.poll(() => [away.status.get().kind, crashed.status.get().kind], soon).toEqual(['offline', 'offline']);
    write(away, `Once more: ${WORDS}.`);
    write(crashed, `And from memory: ${WORDS}.`);
    await expect.poll(() => kept.rows.size, soon).toBe(1);
    crashing.stop();

    await redact();
    expect(await logged(documentId)).not.toContain(WORDS);
    // Who had it open loads it anew; what they write until then goes nowhere.
    await expect.poll(() => open.status.get().kind, soon).toBe('reload');
    write(open, `Still on the screen: ${WORDS}.`);
    line.port = second.port;
    await expect.poll(() => away.status.get().kind, { timeout: 20_000 }).toBe('reload');
    const again = connect(second.port, mo, kept).text(documentId, NOTE_SCHEMA_VERSION);
    // Nobody's words are lost in silence: their author sees what could not be merged.
    await expect.poll(() => again.setAside.get(), soon).toContain(`And from memory: ${WORDS}.`);
    await saved(again);
    expect(words(again)).toContain('The minutes say so.');
    expect(words(again)).toContain('They paid for █████████.');

    write(again, 'Work goes on.');
    await saved(again);
    const reader = connect(second.port, lead).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(reader);
    expect(words(reader)).toContain('Work goes on.');
    expect(await logged(documentId)).not.toContain(WORDS);
    const { state } = await loadDocument(test.db.prisma, documentId);
    expect(Buffer.from(state).includes(WORDS)).toBe(false);
  });
});

describe('ACC-8: every open page is told', () => {
  const pageOf = async (who: Caller) => (await answer(test.db, getRedactionMark, who, {})).mark;

  it('everybody who may have the words on a page, in every process, also who was away; with the mark of a page made now', async () => {
    const third = await serve();
    const { mo, redact } = await stage();
    const outside = await person(test.db, 'Cho');
    const made = { mo: await pageOf(mo), outside: await pageOf(outside) };
    const online = [connect(second.port, mo), connect(third.port, outside)];
    await expect.poll(() => online.map((client) => client.redacted.get()), soon).toEqual([made.mo, made.outside]);
    const line = { port: 1 };
    const away = connect(() => line.port, mo);
    await redact();
    const now = await pageOf(mo);
    expect(now).not.toBe(made.mo);
    // Names of an open case may stand on anybody's page.
    await expect.poll(() => online.map((client) => client.redacted.get()), soon).toEqual([now, now]);
    line.port = third.port;
    await expect.poll(() => away.redacted.get(), { timeout: 20_000 }).toBe(now);
    expect(await pageOf(outside)).toBe(now);
  });

  it('of a confidential case its people alone hear, and public pages only of cases that have published', async () => {
    const confidential = await stage({ confidential: true });
    const outside = await person(test.db, 'Cho', 'moderator');
    const before = { outside: await pageOf(outside), public: await publicRedactionMark(test.db.prisma) };
    await confidential.redact();
    expect(await pageOf(confidential.mo)).not.toBe(before.outside);
    expect(await pageOf(outside)).toBe(before.outside);
    expect(await publicRedactionMark(test.db.prisma)).toBe(before.public);

    const open = await stage();
    await verify(test.db, open, open.claimId);
    await move(test.db, open.editor, open.claimId, 'published');
    await open.redact();
    expect(await publicRedactionMark(test.db.prisma)).not.toBe(before.public);
  });
});
