import { beforeAll, describe, expect, it } from 'vitest';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, person } from '../support/people.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
let luz: Caller;
let eve: Caller;
beforeAll(async () => {
  [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
});

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
/** Every spelling that is one letter from this one. */
const near = (word: string): string[] =>
  Array.from(word).flatMap((own, at) =>
    letters.flatMap((one) => (one === own ? [] : [word.slice(0, at) + one + word.slice(at + 1)])),
  );
async function hide(investigationId: string, spellings: readonly string[]): Promise<void> {
  for (let at = 0; at < spellings.length; at += 200)
    await done(test.db, importEntities, luz, {
      investigationId,
      importedFrom: 'list.json',
      items: spellings
        .slice(at, at + 200)
        .map((name) => ({ id: name, schema: 'Person', properties: { name: [name] } })),
    });
}
const find = async (who: Caller, q: string) =>
  (await answer(test.db, searchEntities, who, { q, limit: 20 })).items.map(({ id, name, score }) => ({
    id,
    name,
    score,
  }));

describe('parts of names that only a confidential case has', () => {
  it.each([
    ['begin alike', 'Qxvmontoyaleiva', 'qxv', letters.flatMap((a) => letters.map((b) => `Qxv${a}${b}`))],
    // One letter from what is asked, where what may be seen is two letters away.
    ['are alike', 'Gwodrimuzza', 'gwodrimuss', near('gwodrimuss')],
    ['are so by letters', 'Wyzk', 'wqzk', near('wqzk').filter((one) => one !== 'wyzk' && one.startsWith('w'))],
    ['sound alike', 'Tchaikovsky', 'chaykofski', letters.flatMap((a) => letters.map((b) => `chayk${a}fsk${b}`))],
  ])('ENT-7: however many %s, they push nobody out of a colleague’s search', async (_, name, q, spellings) => {
    const visible = await named(eve, name);
    const before = await find(eve, q);
    expect(before.map(({ id }) => id)).toContain(visible);
    const secret = await caseOf(luz, `Secret ${name}`, true);
    await hide(secret, [...new Set(spellings)]);
    expect(await find(eve, q)).toEqual(before);
    // Who reads the case finds them.
    expect((await find(luz, q)).length).toBeGreaterThan(before.length);
  });

  it('ENT-7: a part becomes everybody’s with a name that everybody may see, and with its case', async () => {
    const marked = async () =>
      (await test.db.prisma.nameToken.findMany({ where: { token: { startsWith: 'xqj' } }, orderBy: { token: 'asc' } }))
        .filter(({ shared }) => shared)
        .map(({ token }) => token);
    const secret = await caseOf(luz, 'Opened', true);
    await hide(secret, ['Xqjaba', 'Xqjabe']);
    expect(await marked()).toEqual([]);
    await named(eve, 'Xqjaba');
    expect(await marked()).toEqual(['xqjaba']);
    await named(luz, 'Xqjabi', { investigationId: await caseOf(luz, 'Never closed') });
    expect(await marked()).toEqual(['xqjaba', 'xqjabi']);
    await done(test.db, updateInvestigation, luz, { investigationId: secret, confidential: false });
    expect(await marked()).toEqual(['xqjaba', 'xqjabe', 'xqjabi']);
    expect((await find(eve, 'xqjabe')).map(({ name }) => name)).toContain('Xqjabe');
  });
});
