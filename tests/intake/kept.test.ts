import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { execute } from '@/lib/platform/command.ts';
import { consentComment, updateComment } from '@/lib/sources/comment.commands.ts';
import { answeredNumber } from '@/lib/sources/comments.rules.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { getRaw, rawResponse } from '@/lib/sources/raw.ts';
import { getPosition, keepPosition, listComments } from '@/lib/sources/reading.ts';
import { verifySources } from '@/lib/sources/verify.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';

const test = testDatabase();
const text =
  'The crane\n\nThe port paid in January for a crane that it had already paid for in October, invoices show.\n\n  1. I worked there.\n\n  2. @1 so did I.\n\n  4. Me too.';

async function stage() {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const { id: sourceId } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text, seal: true });
  return { luz, investigationId, sourceId };
}

describe('SRC-2: the raw input', () => {
  it('comes back byte for byte, as a download that no browser shows or runs', async () => {
    const { luz, sourceId } = await stage();
    const response = rawResponse(await answer(test.db, getRaw, luz, { sourceId }));
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(text));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('audit verify finds a raw input or a sealed text that was changed, even together with its hash', async () => {
    const { luz, sourceId } = await stage();
    await done(test.db, addVersion, luz, { sourceId, kind: 'text', text: `${text} And more.` });
    expect((await verifySources(test.db)).broken).toEqual([]);
    const client = new pg.Client({ connectionString: test.url });
    await client.connect();
    try {
      const under = async (sql: string) => {
        await client.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
      };
      await under(`UPDATE "RawInput" SET bytes = 'other'`);
      expect((await verifySources(test.db)).broken.join()).toMatch(/bytes are not what was hashed/);
      await under(`UPDATE "RawInput" SET sha256 = encode(sha256(bytes), 'hex')`);
      expect((await verifySources(test.db)).broken.join()).toMatch(/trail has another hash/);
      await under(`UPDATE "SourceVersion" SET text = text || '!' WHERE number = 1`);
      expect((await verifySources(test.db)).broken.join()).toMatch(/text is not what was hashed/);
      const second = `"SourceVersion" SET text = text || '!', sha256 = encode(sha256(convert_to(text || '!', 'UTF8')), 'hex')`;
      await under(`UPDATE ${second} WHERE number = 2`);
      expect((await verifySources(test.db)).broken.join()).toMatch(
        /version 2 of source [^:]*: the trail has another hash/,
      );
      await under(`UPDATE "SourceVersion" SET number = 3 WHERE number = 2`);
      expect((await verifySources(test.db)).broken.join()).toMatch(/version 3 [^:]*: the trail does not know it/);
    } finally {
      await client.end();
    }
  });
});

describe('SRC-10: reader comments', () => {
  it('know what they answer, who wrote them and what they are worth; names leave only with a lead’s consent', async () => {
    const { luz, investigationId, sourceId } = await stage();
    const mo = await person(test.db, 'Mo');
    await joins(test.db, mo, investigationId, 'annotator');
    expect((await answer(test.db, listComments, mo, { sourceId })).items).toMatchObject([
      { label: 'C1', replyTo: null },
      { label: 'C2', replyTo: 'C1' },
      { label: 'C4', replyTo: null },
    ]);
    await done(test.db, updateComment, mo, { sourceId, label: 'C1', author: 'Rosa Paz', mark: 'first_hand' });
    const [first] = (await answer(test.db, listComments, mo, { sourceId })).items;
    expect(first).toMatchObject({ author: 'Rosa Paz', mark: 'first_hand', consentAt: null });
    // The trail is kept for ever: no name in it.
    const events = await test.db.prisma.event.findMany({ where: { subjectId: sourceId } });
    expect(JSON.stringify(events)).not.toContain('Rosa');
    const consent = { sourceId, label: 'C1', consent: true };
    expect(await execute(test.db, consentComment, mo, consent)).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
    await done(test.db, consentComment, luz, consent);
    const [agreed] = (await answer(test.db, listComments, mo, { sourceId })).items;
    expect(agreed).toMatchObject({ author: 'Rosa Paz' });
    expect(agreed?.consentAt).not.toBeNull();
    // Another name is another person, who was not asked.
    await done(test.db, updateComment, mo, { sourceId, label: 'C1', author: 'Eva Paz' });
    expect((await answer(test.db, listComments, mo, { sourceId })).items[0]).toMatchObject({ consentAt: null });
  });

  it('SRC-10: a correction keeps what is known with the words, not with the address', async () => {
    const { luz, sourceId } = await stage();
    await done(test.db, updateComment, luz, { sourceId, label: 'C1', author: 'Rosa Paz', mark: 'tip' });
    await done(test.db, updateComment, luz, { sourceId, label: 'C4', author: 'Eva Paz', replyTo: 'C1' });
    await done(test.db, consentComment, luz, { sourceId, label: 'C1', consent: true });
    // Comment 1 is another one now; the words of 4 are where they were; 5 and 6 are new.
    const corrected = `${text.replace('1. I worked there.', '1. Quite another voice.')}\n\n  5. Late.\n\n  6. @5 yes.`;
    await done(test.db, addVersion, luz, { sourceId, kind: 'text', text: corrected });
    const { items } = await answer(test.db, listComments, luz, { sourceId });
    expect(items).toMatchObject([
      { label: 'C1', author: null, mark: null, consentAt: null },
      { label: 'C2', replyTo: 'C1' },
      { label: 'C4', author: 'Eva Paz' },
      { label: 'C5', author: null },
      { label: 'C6', replyTo: 'C5' },
    ]);
    const before = await answer(test.db, listComments, luz, { sourceId, version: 1 });
    expect(before.items).toMatchObject([
      { label: 'C1', author: 'Rosa Paz', mark: 'tip' },
      { label: 'C2' },
      { label: 'C4', author: 'Eva Paz', replyTo: 'C1' },
    ]);
    expect(before.items[0]?.consentAt).not.toBeNull();
    await done(test.db, updateComment, luz, { sourceId, label: 'C6', mark: 'rumour' });
    expect((await answer(test.db, listComments, luz, { sourceId, version: 1 })).items).toHaveLength(3);
  });

  it.each([
    [{ label: 'C9' }, 'not_found'],
    [{ label: 'P1' }, 'invalid_input'],
    [{ label: 'C1', replyTo: 'C1' }, 'invalid_input'],
    [{ label: 'C1', replyTo: 'C7' }, 'not_found'],
  ])('%o is refused', async (input, code) => {
    const { luz, sourceId } = await stage();
    expect(await execute(test.db, updateComment, luz, { sourceId, ...input })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it.each([
    ['2. @1 so did I', '1'],
    ['#7: yes', '7'],
    ['Re: 12 no', '12'],
    ['In 2023 it was', null],
    ['4. Me too', null],
  ])('%s answers %s', (words, number) => expect(answeredNumber(words)).toBe(number));
});

it('the reading position is kept for each person', async () => {
  const { luz, investigationId, sourceId } = await stage();
  const mo = await person(test.db, 'Mo');
  await joins(test.db, mo, investigationId, 'viewer');
  await done(test.db, keepPosition, luz, { sourceId, version: 1, offset: 40 });
  await done(test.db, keepPosition, luz, { sourceId, version: 1, offset: 90 });
  expect((await answer(test.db, getPosition, luz, { sourceId })).position).toMatchObject({ version: 1, offset: 90 });
  expect((await answer(test.db, getPosition, mo, { sourceId })).position).toBeNull();
  expect(await execute(test.db, keepPosition, mo, { sourceId, version: 2, offset: 1 })).toMatchObject({ ok: false });
});
