import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation, deleteAnnotation, updateAnnotation } from '@/lib/annotations/commands.ts';
import { createReply, deleteReply } from '@/lib/annotations/reply.commands.ts';
import { createClaim, updateClaim } from '@/lib/claims/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { AccountRole } from '@/lib/platform/permissions.rules.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { seal, sealedSource } from '@/tests/support/sealed-source.ts';
import { pageSql } from './find.ts';
import { search } from './queries.ts';
import { parseSearch } from './query.rules.ts';

const test = testDatabase();

let luz: Caller;
let mo: Caller;
let open: string;
let secret: string;
let sourceId: string;
let secretSource: string;

beforeAll(async () => {
  luz = await person(test.db, 'Luz Vera');
  mo = await person(test.db, 'Mo Okafor');
  open = (await done(test.db, createInvestigation, luz, { title: 'The cranes of Almenara' })).id;
  secret = (await done(test.db, createInvestigation, luz, { title: 'Quarry', confidential: true })).id;
  await joins(test.db, mo, open, 'annotator');
  sourceId = await sealedSource(test.db, luz, open, [
    'The port authority paid twice for one crane.',
    'La autoridad pagó dos grúas en enero. 😀 Nadie lo notó.',
    'After the emoji the offsets still fit: zanahoria.',
  ]);
  secretSource = await sealedSource(test.db, luz, secret, ['The quarry belongs to the zanahoria cousin.']);
});

const find = (by: Caller, q: string, more: object = {}) => answer(test.db, search, by, { q, ...more });
const found = async (by: Caller, q: string, more: object = {}) =>
  (await find(by, q, more)).items.map((item) =>
    item.type === 'source' ? (item.label ?? item.title) : item.type === 'annotation' ? item.text : item.type,
  );
const mark = (by: Caller, input: object) =>
  done(test.db, createAnnotation, by, { sourceId, kind: 'note', target: { quote: { exact: 'one crane' } }, ...input });

describe('finding', () => {
  it('finds passages by words of either language, accents and endings aside, with their address', async () => {
    expect(await found(luz, 'cranes authority')).toEqual(['P1']);
    expect(await found(luz, 'grua')).toEqual(['P2']);
    expect(await found(luz, 'zanah', { investigationId: open })).toEqual(['P3']);
    const { items } = await find(luz, 'paid');
    expect(items[0]).toMatchObject({ type: 'source', id: sourceId, label: 'P1' });
    const { text, found: places } = items[0]!.snippet;
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(['paid']);
  });

  it('knows exact words, OR and -', async () => {
    expect(await found(luz, '"paid twice"')).toEqual(['P1']);
    expect(await found(luz, '"twice paid"')).toEqual([]);
    expect((await found(luz, 'crane OR gruas')).sort()).toEqual(['P1', 'P2']);
    expect(await found(luz, 'autoridad OR authority -paid')).toEqual(['P2']);
  });

  it('when nothing has the words, shows what is alike and says so', async () => {
    const { items, alike } = await find(luz, 'authorrity');
    expect(alike).toBe(true);
    expect(items.map((item) => item.type === 'source' && item.label)).toContain('P1');
    expect((await find(luz, 'authority')).alike).toBe(false);
  });

  it('finds marks by their words, thread and tags, and no more once these are gone', async () => {
    const { id } = await mark(mo, { text: 'Kumquat receipt', tags: ['Dark money'] });
    const { id: replyId } = await done(test.db, createReply, luz, { annotationId: id, text: 'Persimmon too' });
    expect(await found(luz, 'kumquat')).toEqual(['Kumquat receipt']);
    expect(await found(luz, 'persimmon')).toEqual(['Kumquat receipt']);
    expect(await found(luz, '#dark-money')).toEqual(['Kumquat receipt']);
    expect(await found(luz, 'tag:"dark money" by:mo kind:note in:almenara is:open')).toEqual(['Kumquat receipt']);
    expect(await found(luz, 'tag:"dark money" by:luz')).toEqual([]);
    expect(await found(luz, 'kumquat -tag:"dark money"')).toEqual([]);
    await done(test.db, deleteReply, luz, { replyId });
    expect(await found(luz, 'persimmon')).toEqual([]);
    await done(test.db, updateAnnotation, mo, { annotationId: id, text: 'Tangerine receipt' });
    expect(await found(luz, 'kumquat')).toEqual([]);
    await done(test.db, deleteAnnotation, mo, { annotationId: id });
    expect(await found(luz, 'tangerine')).toEqual([]);
  });

  it('finds claims by the statement as it is now, and by state', async () => {
    const { id: claimId } = await done(test.db, createClaim, luz, {
      investigationId: open,
      statement: 'Pomelo was paid',
    });
    expect(await found(mo, 'pomelo')).toEqual(['claim']);
    await done(test.db, updateClaim, luz, { claimId, statement: 'Guava was paid' });
    expect(await found(mo, 'pomelo')).toEqual([]);
    expect(await found(mo, 'guava kind:claim is:new')).toEqual(['claim']);
    expect(await found(mo, 'guava rating:none')).toEqual(['claim']);
    expect(await found(mo, 'guava rating:true')).toEqual([]);
  });

  it('looks in the newest version of a source', async () => {
    const id = await sealedSource(test.db, luz, open, ['The old words said mangosteen.']);
    expect(await found(luz, 'mangosteen')).toEqual(['P1']);
    await test.db.prisma.$transaction((tx) => seal(tx, id, luz, 2, ['The new words say rambutan.']));
    expect(await found(luz, 'mangosteen')).toEqual([]);
    expect(await found(luz, 'rambutan')).toEqual(['P1']);
  });

  it('pages without repeating or losing anything', async () => {
    for (let n = 0; n < 7; n += 1) await mark(luz, { text: `lychee ${n}` });
    const all: string[] = [];
    let after: string | null = '0';
    while (after !== null) {
      const page: Awaited<ReturnType<typeof find>> = await find(luz, 'lychee', { limit: 3, after });
      all.push(...page.items.map((item) => item.id));
      expect(page.counts.annotation).toBe(7);
      after = page.next;
    }
    expect(new Set(all).size).toBe(7);
    expect(all).toHaveLength(7);
  });

  it('takes hostile and absurd input', async () => {
    for (const q of [
      '\'; DROP TABLE "SearchEntry"; --',
      '%_\\',
      ':*',
      '& | !',
      '"',
      '-',
      'by:%',
      'in:_',
      'a'.repeat(500),
      '😀',
      'ا',
    ])
      expect((await find(luz, q)).items.length, q).toBeLessThan(40);
  });
});

describe('ENT-7, ANN-7: search does not leak', () => {
  it('shows what is in a confidential case to its members only, whatever the account role', async () => {
    await done(test.db, createClaim, luz, { investigationId: secret, statement: 'The cousin owns zanahoria' });
    await mark(luz, { sourceId: secretSource, text: 'zanahoria', target: { quote: { exact: 'quarry' } } });
    expect((await find(luz, 'zanahoria')).counts).toMatchObject({ source: 2, claim: 1, annotation: 1 });
    for (const role of ['member', 'moderator', 'admin'] satisfies AccountRole[]) {
      const outsider = await person(test.db, role, role);
      for (const q of ['zanahoria', 'zanahorria', 'in:quarry', `in:${secret}`, 'kind:note', 'cousin', 'title:quarry']) {
        const { items, counts } = await find(outsider, q, {});
        expect(JSON.stringify(items), `${role}: ${q}`).not.toContain(secret);
        expect(counts.claim, `${role}: ${q}`).toBe(0);
      }
      expect((await find(outsider, '', { investigationId: secret })).items).toEqual([]);
      expect((await find(outsider, '', { sourceId: secretSource })).items).toEqual([]);
    }
    const outsider = await person(test.db, 'Outside');
    expect((await find(outsider, 'crane')).items).toEqual([]);
    expect((await find(mo, 'cousin')).items).toEqual([]);
  });

  it('shows a private mark to its author only, in hits, counts and facets', async () => {
    await mark(mo, { text: 'durian', tags: ['durian tag'], visibility: 'private' });
    for (const q of ['durian', 'tag:"durian tag"', 'is:private']) {
      expect((await find(mo, q)).counts.annotation, q).toBe(1);
      expect((await find(luz, q)).counts.annotation, q).toBe(0);
    }
  });
});

it('finds through the indexes: words by GIN, misspelt words by trigrams', async () => {
  await test.db.pool.query(`
    INSERT INTO "SearchEntry" (kind, "subjectId", "investigationId", text, folded, vector)
    SELECT 'claim', gen_random_uuid(), '${open}', t, t, redthread_search_vector(t)
    FROM (SELECT md5(n::text) || repeat(' as long as an ordinary passage of a source ' || md5((n + 1)::text), 6) AS t FROM generate_series(1, 12000) n) x`);
  // As the owner of the tables: the application's role may not.
  const owner = new pg.Client({ connectionString: test.url });
  await owner.connect();
  await owner.query('ANALYZE');
  await owner.end();
  const plan = async (alike: boolean): Promise<string> => {
    const { sql, values } = pageSql(
      parseSearch('zanahoria'),
      { viewer: { id: luz.userId, role: 'member' } },
      {
        type: undefined,
        alike,
        limit: 20,
        offset: 0,
      },
    );
    const numbered = sql.split('?').reduce((whole, part, index) => `${whole}$${index}${part}`);
    const { rows } = await test.db.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${numbered}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await plan(false)).toContain('SearchEntry_vector_idx');
  expect(await plan(true)).toContain('SearchEntry_folded_idx');
});
