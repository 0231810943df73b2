import { beforeAll, describe, expect, it } from 'vitest';
import { removeMember } from '@/lib/investigations/commands.ts';
import type { KeptEdits } from '@/lib/live/client/kept-edits.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { done, joins, person } from '../support/people.ts';
import type { Served } from './servers.ts';
import { keptInMemory, liveServers } from './servers.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();
const { serve, connect } = liveServers(test);
let server: Served;
beforeAll(async () => {
  server = await serve();
});

/** A tab of this browser; `line.cut` takes the network away. */
function tab(who: Caller, kept: KeptEdits) {
  const line = { cut: false };
  return { client: connect(() => (line.cut ? 1 : server.port), who, kept), line };
}

const words = (text: LiveText) => text.doc.getText('t').toJSON();
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 5000 }).toBe('saved');

async function stage() {
  const luz = await person(test.db, 'Luz');
  const mo = await person(test.db, 'Mo');
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  return { luz, mo, investigationId, documentId };
}

/** Mo writes, loses the network, goes on writing, and the tab crashes. */
async function crashOffline(mo: Caller, documentId: string) {
  const kept = keptInMemory();
  const { client, line } = tab(mo, kept);
  const text = client.text(documentId, NOTE_SCHEMA_VERSION);
  await saved(text);
  text.doc.getText('t').insert(0, 'online. ');
  await saved(text);
  await expect.poll(() => kept.rows.size).toBe(0);
  line.cut = true;
  client.stop();
  text.doc.getText('t').insert(8, 'offline, ');
  text.doc.getText('t').insert(17, 'and gone.');
  // "Kept" is said when both lie where the next tab finds them, not before.
  expect(text.status.get()).toEqual({ kind: 'offline', unsaved: true, kept: 'soon' });
  await expect.poll(() => text.status.get()).toEqual({ kind: 'offline', unsaved: true, kept: 'yes' });
  expect(kept.rows.size).toBe(2);
  return kept;
}

describe('LIV-8: what was written without a connection', () => {
  it('survives the crash of the tab and is merged when the document is opened again', async () => {
    const { luz, mo, documentId } = await stage();
    const kept = await crashOffline(mo, documentId);
    const colleague = connect(server.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(colleague);
    colleague.doc.getText('t').insert(0, 'Meanwhile: ');
    await saved(colleague);
    const { client } = tab(mo, kept);
    const text = client.text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    await expect.poll(() => words(colleague), { timeout: 5000 }).toBe('Meanwhile: online. offline, and gone.');
    await expect.poll(() => kept.rows.size).toBe(0);
    client.stop();
  });

  it('is delivered without the document being opened, once, also by two tabs', async () => {
    const { luz, mo, documentId } = await stage();
    const kept = await crashOffline(mo, documentId);
    const tabs = [tab(mo, kept), tab(mo, kept)];
    await expect.poll(() => kept.rows.size, { timeout: 5000 }).toBe(0);
    const colleague = connect(server.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(colleague);
    expect(words(colleague)).toBe('online. offline, and gone.');
    for (const { client } of tabs) client.stop();
  });

  it('before signing out: what another tab left of a text that is open here goes too, and nothing is asked for in vain', async () => {
    const { luz, mo, documentId } = await stage();
    const kept = keptInMemory();
    const { client } = tab(mo, kept);
    const text = client.text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    const other = await crashOffline(mo, documentId);
    for (const edit of other.rows.values()) kept.rows.set(edit.id, edit);
    // And one that was acknowledged in the moment in which its tab was closed.
    await client.deliverEverything();
    expect(kept.rows.size).toBe(0);
    for (const edit of other.rows.values()) kept.rows.set(edit.id, edit);
    await client.deliverEverything();
    expect(kept.rows.size).toBe(0);
    const colleague = connect(server.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(colleague);
    expect(words(colleague)).toBe('online. offline, and gone.');
    client.stop();
  });

  it('LIV-3: is not merged into a document that was made anew; its words are shown instead', async () => {
    const { luz, mo, documentId } = await stage();
    const kept = await crashOffline(mo, documentId);
    await test.db.prisma.liveDocument.update({
      where: { id: documentId },
      data: { lineage: '00000000-0000-7000-8000-00000000abcd' },
    });
    const { client } = tab(mo, kept);
    const text = client.text(documentId, NOTE_SCHEMA_VERSION);
    await expect.poll(() => text.setAside.get(), { timeout: 5000 }).toBe('offline, and gone.');
    const colleague = connect(server.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(colleague);
    expect(words(colleague)).toBe('online. ');
    text.dismissAside();
    await expect.poll(() => kept.rows.size).toBe(0);
    client.stop();
  });

  it('ACC-3: does not land when its author has meanwhile been removed from the case', async () => {
    const { luz, mo, documentId, investigationId } = await stage();
    const kept = await crashOffline(mo, documentId);
    await done(test.db, removeMember, luz, { investigationId, userId: mo.userId });
    const { client } = tab(mo, kept);
    const text = client.text(documentId, NOTE_SCHEMA_VERSION);
    await expect.poll(() => text.setAside.get(), { timeout: 5000 }).toBe('offline, and gone.');
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(1);
    client.stop();
  });
});
