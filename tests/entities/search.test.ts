import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { fill, nameMaker } from '@/bench/entities/generate.ts';
import { listEntities, searchEntities } from '@/lib/entities/find.queries.ts';
import { begunSql, meantSql, namedSql } from '@/lib/entities/search.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '../support/database.ts';
import { answer, person } from '../support/people.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);
const COUNT = 20_000;
let luz: Caller;

beforeAll(async () => {
  luz = await person(test.db, 'Luz');
  await fill(test.db.pool, COUNT, luz.userId, 1);
  // What autovacuum does within a minute.
  const admin = new pg.Client({ connectionString: test.url });
  await admin.connect();
  for (const table of ['EntityName', 'NameToken', 'Entity']) await admin.query(`VACUUM ANALYZE "${table}"`);
  await admin.end();
}, 120_000);

const planOf = async (text: string, values: readonly unknown[]): Promise<string> => {
  const { rows } = await test.db.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};
const find = async (who: Caller, q: string, more: object = {}) =>
  (await answer(test.db, searchEntities, who, { q, ...more })).items;

describe('candidates among many names', () => {
  it('ENT-3: the indexes are used, for parts, beginnings, slips and sounds, and for names by their parts', async () => {
    const meant = meantSql(['norrero', 'leandro'], true);
    const parts = await planOf(meant.text, meant.values);
    expect(parts).toContain('NameToken_prefix_idx');
    expect(parts).toContain('NameToken_phonetic_idx');
    expect(parts).not.toContain('Seq Scan on "NameToken"');
    const slips = await planOf('SELECT token FROM "NameToken" WHERE token % $1', ['norrero']);
    expect(slips).toContain('NameToken_trigrams_idx');
    const by = namedSql({ id: luz.userId, role: 'member' }, [['norero'], ['leandro', 'leandra']], {
      q: 'norero leandro',
    });
    const names = await planOf(by.text, by.values);
    expect(names).toContain('EntityName_tokens_idx');
    expect(names).not.toContain('Seq Scan on "EntityName"');
    const few = begunSql({ id: luz.userId, role: 'member' }, ['maria', 'mariana'], { q: 'mari' }, 8);
    const begun = await planOf(few.text, few.values);
    for (const place of [1, 2, 3, 4]) expect(begun).toContain(`EntityName_part${place}_idx`);
    expect(begun).not.toContain('Seq Scan');
  });

  it('ENT-3: what an import writes goes to its place in the indexes at once, and no search reads a list of the rest', async () => {
    const { rows } = await test.db.pool.query<{ options: string[] | null }>(
      `SELECT c.reloptions AS options FROM pg_class c JOIN pg_index x ON x.indexrelid = c.oid JOIN pg_am m ON m.oid = c.relam
       WHERE m.amname = 'gin' AND x.indrelid IN ('"EntityName"'::regclass, '"NameToken"'::regclass)`,
    );
    expect(rows).toHaveLength(3);
    for (const { options } of rows) expect(options).toContain('fastupdate=off');
  });

  it('ENT-3: one letter left out of a short name is found, which half of its trigrams lack', async () => {
    expect((await find(luz, 'Otiz')).map(({ name }) => name).join()).toContain('Ortiz');
  });

  it('ENT-3: the first letter of a short name left out, or one too many before it, is found by an index of its own', async () => {
    const id = await named(luz, 'Wilma Ubhla');
    for (const q of ['Bhla', 'Wilma Bhla', 'Tubhla', 'Wilma Tubhla', 'Ilma Ubhla'])
      expect(
        (await find(luz, q)).map((one) => one.id),
        q,
      ).toContain(id);
    const tail = 'SELECT token FROM "NameToken" WHERE length(token) BETWEEN 4 AND 7 AND substr(token, 2) = $1';
    expect(await planOf(tail, ['bhla'])).toContain('NameToken_tail_idx');
  });

  it('ENT-3: two letters find what begins so at any place of a name, and a rare one behind a thousand common ones', async () => {
    for (const name of ['Qhawar Ibarra', 'Ibarra Qhawar', 'Ana Luz Qhawar', 'A B C D Qhawar']) await named(luz, name);
    const found = (await find(luz, 'qh', { limit: 20 })).map(({ name }) => name);
    for (const name of ['Qhawar Ibarra', 'Ibarra Qhawar', 'Ana Luz Qhawar', 'A B C D Qhawar'])
      expect(found).toContain(name);
    const caseId = await caseOf(luz, 'Common names');
    const ours = await named(luz, 'María Common', { investigationId: caseId });
    const list = await answer(test.db, listEntities, luz, { q: 'mar', investigationId: caseId, scope: 'case' });
    expect(list.items.map(({ id }) => id)).toEqual([ours]);
  });

  it('ENT-3: a name is found whole, in another order, begun, with a slip, glued, and without its accents', async () => {
    const id = await named(luz, 'Zenón Wachtmeister Quiñónez');
    for (const q of [
      'Zenón Wachtmeister Quiñónez',
      'wachtmeister, zenon',
      'Wachtm',
      'Zenon Wachtmaister',
      'Wachtmeistr Quinonez',
      'Dr. Zenon Wachtmeister',
      'Zenon Wacht Meister Quinonez',
    ])
      expect((await find(luz, q))[0]?.id, q).toBe(id);
    expect(await find(luz, 'Xylqorwtrampf')).toEqual([]);
    const [first] = await find(luz, 'Wachtmeister');
    expect(first?.reasons[0]).toMatchObject({ kind: 'part', b: 'wachtmeister' });
  });

  it('ENT-7: hidden names neither show, nor push others out, nor change a rank', async () => {
    const eve = await person(test.db, 'Eve');
    const secret = await caseOf(luz, 'Secret', true);
    const shared = await named(eve, 'Aurelia Hvostovskaya');
    const before = await find(eve, 'Hvostovskaya', { limit: 5 });
    for (let at = 0; at < 30; at += 1)
      await named(luz, `Hvostovskaya ${nameMaker(at)().name}`, { investigationId: secret });
    expect(await find(eve, 'Hvostovskaya', { limit: 5 })).toEqual(before);
    expect(before.map(({ id }) => id)).toContain(shared);
    expect((await find(luz, 'Hvostovskaya', { limit: 50 })).length).toBeGreaterThan(20);
  });

  it('ENT-7: a hidden name that is spelt as was typed takes no slip away', async () => {
    const eve = await person(test.db, 'Eve');
    const secret = await caseOf(luz, 'Secret', true);
    const shared = await named(eve, 'Wilmer Uhjla');
    const found = async () => await Promise.all(['Uhjra', 'Wilmer Uhjra', 'Uhjl'].map((q) => find(eve, q)));
    const before = await found();
    expect(before.map(([first]) => first?.id)).toEqual([shared, shared, shared]);
    for (const name of ['Uhjra', 'Uhjl', 'Wilmer Uhjra']) await named(luz, name, { investigationId: secret });
    expect(await found()).toEqual(before);
  });

  it('ENT-3: hostile and absurd input finds nothing and breaks nothing', async () => {
    for (const q of ["'; DROP TABLE x; --", '%_%', '()&|!:*', '\\', '🦊'.repeat(50), 'a '.repeat(140), '高市早苗'])
      expect(Array.isArray(await find(luz, q))).toBe(true);
  });
});
