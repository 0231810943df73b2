import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '@/lib/platform/audit.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { BAR } from '@/lib/retention/bars.rules.ts';
import { liftHold, setHold } from '@/lib/retention/commands.ts';
import { everSaid } from '@/lib/retention/documents.ts';
import { tablePlaces } from '@/lib/retention/places.ts';
import {
  askForRedaction,
  confirmRedaction,
  refuseRedaction,
  withdrawRedaction,
} from '@/lib/retention/redaction.commands.ts';
import { listRedactions } from '@/lib/retention/redaction.queries.ts';
import { getDossierFile } from '@/lib/thread/file.queries.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { verifySources } from '@/lib/sources/verify.ts';
import { askEndpoints, tokenOf } from '../support/ask-endpoints.ts';
import { askEverything } from '../support/ask-everything.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { desk } from '../support/verdict.ts';
import type { Stage } from './redaction-stage.ts';
import { PASSAGE, SECRET, secretStage } from './redaction-stage.ts';

const test = testDatabase();
const reason = 'A court has ordered it';
/** As search has them, too: stems without accents. */
const STEMS = SECRET.map((word) => word.toLowerCase().slice(0, 8));
const holds = (text: string): boolean => STEMS.some((stem) => text.toLowerCase().includes(stem));

/** Every column of every table that can hold words, asked of the database itself; live logs are read as they would be opened. */
async function whereWordsStand(): Promise<string[]> {
  const { rows: columns } = await test.db.pool.query<{ table: string; column: string; type: string }>(
    `SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'tsvector', 'bytea')`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const words = type === 'bytea' ? `encode("${column}", 'escape')` : `redthread_fold("${column}"::text)`;
    const { rows } = await test.db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${table}" WHERE ${words} ILIKE ANY ($1)`,
      [STEMS.map((stem) => `%${stem}%`)],
    );
    if (rows[0]?.n) found.push(`${table}.${column}`);
  }
  const logs = await test.db.prisma.liveDocument.findMany({ include: { updates: true, snapshots: true } });
  for (const { id, kind, updates, snapshots } of logs) {
    const said = everSaid([...snapshots.map(({ state }) => state), ...updates.map(({ update }) => update)]);
    if (said.some(holds)) found.push(`${kind} ${id}`);
  }
  return found.sort();
}

const place = async (sourceId: string, number = 1, words: string = PASSAGE) => {
  const { text } = await test.db.prisma.sourceVersion.findUniqueOrThrow({
    where: { sourceId_number: { sourceId, number } },
  });
  const start = text.indexOf(words);
  return { sourceId, version: number, start, end: start + words.length, reason };
};
const asked = async ({ editor, sourceId }: Pick<Stage, 'editor' | 'sourceId'>) =>
  (await done(test.db, askForRedaction, editor, await place(sourceId))).id;

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
const tried = async (who: Caller, command: typeof confirmRedaction, redactionId: string, more: object = {}) => {
  const result = await execute(test.db, command, who, { redactionId, ...more });
  return result.ok ? 'done' : result.error.code;
};

describe('ACC-8: words of a sealed source go, by two people', () => {
  let stage: Stage;
  let redactionId: string;
  let before: string[];
  const placesOfMarks = () =>
    test.db.prisma.anchor.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, versionId: true, start: true, end: true, state: true, blockId: true },
    });
  let marks: Awaited<ReturnType<typeof placesOfMarks>>;
  let sealedHash = '';

  beforeAll(async () => {
    stage = await secretStage(test.db);
    before = await whereWordsStand();
    marks = await placesOfMarks();
    sealedHash = (await answer(test.db, getVersion, stage.lead, { sourceId: stage.sourceId, number: 1 })).sha256;
    redactionId = await asked(stage);
  }, 60_000);

  it('they stood in every kind of place before: the search for them finds what is there', () => {
    for (const one of [
      'SourceVersion.text',
      'RawInput.bytes',
      'Anchor.exact',
      'Anchor.prefix',
      'CarriedMark.before',
      'DraftAnchor.exact',
      'Annotation.text',
      'Reply.text',
      'Claim.statement',
      'Claim.folded',
      'Evidence.note',
      'ReplyRequest.personName',
      'Proposal.statement',
      'Proposal.evidence',
      'VerdictBasis.facts',
      'Dossier.facts',
      'Story.title',
      'StoryClaim.lead',
      'EntityName.name',
      'EntityName.tokens',
      'NameToken.token',
      'Entity.name',
      'SavedView.filters',
      'Flag.excerpt',
      'Source.title',
      'Investigation.title',
      'SearchEntry.text',
      'SearchEntry.vector',
      'Event.data',
      'LiveUpdate.update',
      `rationale ${stage.documentId}`,
    ])
      expect(before, one).toContain(one);
  });

  it('the request keeps no word of them, shows them in context to editors and leads, and says what would go', async () => {
    expect((await whereWordsStand()).filter((one) => /Redact|Command/u.test(one))).toEqual([]);
    const { items } = await answer(test.db, listRedactions, stage.lead, { investigationId: stage.investigationId });
    expect(items[0]).toMatchObject({ words: PASSAGE, reason, label: 'P1', askedBy: { name: 'Amal' }, outcome: null });
    expect(items[0]?.before).toContain('In May');
    // Once in the first version, twice in the second, and in the title.
    expect(items[0]?.places?.source).toBe(4);
    expect(items[0]?.places?.trail).toBeGreaterThan(5);
  });

  it('who asked may not confirm; who is no editor may neither ask nor confirm nor see', async () => {
    expect(await tried(stage.editor, confirmRedaction, redactionId)).toBe('forbidden');
    const cho = await person(test.db, 'Cho');
    await joins(test.db, cho, stage.investigationId, 'checker');
    expect(await tried(cho, confirmRedaction, redactionId)).toBe('forbidden');
    expect(await execute(test.db, askForRedaction, cho, await place(stage.sourceId))).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await ask(test.db, listRedactions, cho, { investigationId: stage.investigationId })).toMatchObject({
      error: { code: 'forbidden' },
    });
  });

  it('before: the audit is whole', async () => {
    expect((await verifyAudit(test.db.prisma)).broken).toBeNull();
    expect((await verifySources(test.db)).broken).toEqual([]);
  });

  it('confirmed, they are in no column of any table, and in no log of a text', async () => {
    await done(test.db, confirmRedaction, stage.lead, { redactionId });
    expect(await whereWordsStand()).toEqual([]);
  });

  it('no query and no address of the API says them', async () => {
    const { investigationId, sourceId, claimId, entityId, partId, documentId } = stage;
    const dossier = await test.db.prisma.dossier.findFirstOrThrow({ where: { claimId } });
    const ids = {
      investigationId,
      sourceId,
      claimId,
      entityId,
      annotationId: partId,
      documentId,
      dossierId: dossier.id,
    };
    const answers = await askEverything(test.db, stage.lead, { ...ids, number: 1, version: 1, q: 'crane', seq: 3 });
    for (const [name, text] of await askEndpoints(
      await tokenOf(test.db, stage.lead),
      { ...ids, number: '1' },
      { q: 'crane' },
    ))
      answers.set(name, text);
    expect(answers.size).toBeGreaterThan(60);
    const telling = [...answers].filter(([, text]) => holds(text) || holds(Buffer.from(text, 'base64').toString()));
    expect(telling.map(([name]) => name)).toEqual([]);
    // And with the words themselves nothing is found.
    const search = await askEverything(test.db, stage.lead, { q: SECRET[0] });
    expect(JSON.parse(search.get('search.find') ?? search.get('search') ?? '{"value":{"items":[]}}')).toMatchObject({
      value: { items: [] },
    });
  }, 60_000);

  it('a dossier made before says bars, and leaves the whole text out: its hash is no longer the sealed one', async () => {
    const { id } = await test.db.prisma.dossier.findFirstOrThrow({ where: { claimId: stage.claimId } });
    for (const language of ['en', 'es']) {
      const file = await answer(test.db, getDossierFile, stage.lead, { dossierId: id, format: 'html', language });
      const html = Buffer.from(file.base64, 'base64').toString();
      expect(holds(html)).toBe(false);
      expect(html).toContain(BAR.repeat(PASSAGE.length));
      expect(html).toContain(sealedHash);
      expect(html).toContain('<script type="application/json" id="texts">{}</script>');
    }
  });

  it('a bar stands there, of the same length, with when and why and the hash of what was', async () => {
    const version = await answer(test.db, getVersion, stage.lead, { sourceId: stage.sourceId, number: 1 });
    const { start, end } = await place(stage.sourceId, 1, BAR.repeat(PASSAGE.length));
    expect(version.text.slice(start, end)).toBe(BAR.repeat(PASSAGE.length));
    expect(version.sha256).toBe(sealedHash);
    expect(version.redactions).toMatchObject([{ start, end, reason, sha256: sha256(version.text) }]);
    expect(version.raw.erasedAt).not.toBeNull();
    const second = await answer(test.db, getVersion, stage.lead, { sourceId: stage.sourceId, number: 2 });
    expect(second.redactions).toHaveLength(2);
  });

  it('marks keep their places, and say what the text says there', async () => {
    expect(await placesOfMarks()).toEqual(marks);
    const anchors = await test.db.prisma.anchor.findMany({ include: { version: true } });
    for (const { version, start, end, exact } of anchors)
      if (start !== null && end !== null) expect(version.text.slice(start, end)).toBe(exact);
    const untouched = anchors.filter(({ annotationId }) => annotationId === stage.elsewhereId);
    expect(untouched.map(({ exact }) => exact)).toEqual(['paid twice', 'paid twice']);
  });

  it('the trail names both hashes, and audit verify accepts exactly these lines', async () => {
    const told = await test.db.prisma.event.findFirstOrThrow({ where: { type: 'source.redacted' } });
    expect(told.data).toMatchObject({
      redactionId,
      askedById: stage.editor.userId,
      versions: [{ version: 1, sha256: sealedHash }, { version: 2 }],
    });
    expect(told.actorId).toBe(stage.lead.userId);
    expect((await verifyAudit(test.db.prisma)).broken).toBeNull();
    expect((await verifySources(test.db)).broken).toEqual([]);
  });

  it('authors of a rebuilt text stay its authors', async () => {
    const authors = await test.db.prisma.liveUpdate.findMany({
      where: { documentId: stage.documentId },
      distinct: ['actorId'],
    });
    expect(authors.map(({ actorId }) => actorId)).toContain(stage.lead.userId);
  });

  it.each([
    [
      'a bar more in a line of the trail',
      `UPDATE "Event" SET data = jsonb_set(data, '{reason}', '"███"') WHERE type = 'source.redacted'`,
    ],
    ['a bar more in the text', `UPDATE "SourceVersion" SET text = replace(text, 'crane', '█████')`],
    [
      'another hash among those that it covers',
      `UPDATE "RedactedRow" SET after = repeat('0', 64) WHERE kind = 'event'`,
    ],
    [
      'one that the trail does not know',
      `INSERT INTO "RedactedRow" SELECT * FROM (SELECT "redactionId", 'event', gen_random_uuid(), 'a', 'b', '[]'::jsonb FROM "RedactedRow" LIMIT 1) x`,
    ],
    [
      'a redacted line changed once more',
      `UPDATE "Event" SET data = data || '{"title":"Forged"}' WHERE id IN (SELECT "rowId" FROM "RedactedRow" WHERE kind = 'event')`,
    ],
  ])('audit verify is red after %s', async (_what, sql) => {
    const broken = await tampered(sql, async () => [
      (await verifyAudit(test.db.prisma)).broken?.why,
      ...(await verifySources(test.db)).broken,
    ]);
    expect(broken.filter(Boolean).length).toBeGreaterThan(0);
    expect((await verifyAudit(test.db.prisma)).broken).toBeNull();
    expect((await verifySources(test.db)).broken).toEqual([]);
  });
});

/** What is seen while somebody who owns the database, and needs no trigger, has changed it; afterwards it is as it was. */
async function tampered<Seen>(sql: string, look: () => Promise<Seen>): Promise<Seen> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  const tables = ['Event', 'SourceVersion', 'RedactedRow'];
  try {
    await client.query('SET session_replication_role = replica');
    for (const table of tables) await client.query(`CREATE TEMP TABLE "was${table}" AS TABLE "${table}"`);
    await client.query(sql);
    return await look();
  } finally {
    for (const table of tables)
      await client.query(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM "was${table}"`);
    await client.end();
  }
}

describe('ACC-8: what the database itself refuses', () => {
  it('an ending by who asked, bars without a confirmed request, anything but bars, and words put back', async () => {
    const opened = await desk(test.db);
    const { sourceId, lead, editor, investigationId } = opened;
    const id = (await done(test.db, askForRedaction, editor, await place(sourceId, 1, 'one crane'))).id;
    const version = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId } });
    const end = (by: Caller) =>
      `UPDATE "Redaction" SET outcome = 'done', "endedById" = '${by.userId}', "endedAt" = now() WHERE id = '${id}'`;
    const bars = version.text.replace('one crane', BAR.repeat(9));
    const redact = (text: string) =>
      `SELECT redthread_redact('${id}', 'SourceVersion', '{"id":"${version.id}"}', '${JSON.stringify({ text })}')`;
    const cho = await person(test.db, 'Cho');
    await joins(test.db, cho, investigationId, 'checker');
    // The application's own role, and the owner of the tables as well.
    for (const run of [(sql: string) => test.db.pool.query(sql).then(() => undefined), asOwner]) {
      await expect(run(end(editor))).rejects.toThrow(/two_people/u);
      await expect(run(end(cho))).rejects.toThrow(/editors and leads/u);
      await expect(run(redact(bars))).rejects.toThrow(/no redaction was confirmed/u);
      await expect(run(`UPDATE "SourceVersion" SET text = '${bars}' WHERE id = '${version.id}'`)).rejects.toThrow(
        /append-only|permission denied/u,
      );
      await expect(
        run(
          `SET redthread.redaction = '${id}'; UPDATE "SourceVersion" SET text = '${bars}' WHERE id = '${version.id}'`,
        ),
      ).rejects.toThrow(/append-only|permission denied/u);
      await expect(
        run(
          `SELECT redthread_redact_raw('${id}', '${(await test.db.prisma.source.findUniqueOrThrow({ where: { id: sourceId } })).rawInputId}', now())`,
        ),
      ).rejects.toThrow(/no redaction was confirmed/u);
      for (const other of [
        version.text.replace('one crane', 'two cranes'),
        version.text.replace('one', 'six'),
        bars.replace('\n', BAR),
      ])
        await expect(run(`BEGIN; ${end(lead)}; ${redact(other)}; COMMIT`)).rejects.toThrow(/only puts bars/u);
      await expect(
        run(`INSERT INTO "RedactedRow" VALUES ('${id}', 'version', '${version.id}', 'a', 'b', '[]')`),
      ).rejects.toThrow(/when it is confirmed/u);
      await expect(run(`DELETE FROM "Redaction" WHERE id = '${id}'`)).rejects.toThrow(/append-only|permission denied/u);
      await expect(run(`UPDATE "Redaction" SET start = 0 WHERE id = '${id}'`)).rejects.toThrow(/only ends/u);
    }
    await test.db.pool.query('ROLLBACK').catch(() => undefined);
    await done(test.db, confirmRedaction, lead, { redactionId: id });
    // It is done: nothing is open any more, and what is barred stays.
    await expect(test.db.pool.query(redact(version.text))).rejects.toThrow(/no redaction was confirmed/u);
    await expect(test.db.pool.query(`UPDATE "Redaction" SET "endReason" = 'x' WHERE id = '${id}'`)).rejects.toThrow(
      /only ends/u,
    );
    const after = await test.db.prisma.sourceVersion.findUniqueOrThrow({ where: { id: version.id } });
    expect(after.text).toBe(bars);
    expect((await verifySources(test.db)).broken).toEqual([]);
  });
});

describe('ACC-8: asking, refusing, withdrawing', () => {
  it('two people at once: one does it, the other is told that it is over', async () => {
    const { sourceId, editor, lead, investigationId } = await desk(test.db);
    const ines = await person(test.db, 'Ines');
    await joins(test.db, ines, investigationId, 'lead');
    const { id } = await done(test.db, askForRedaction, editor, await place(sourceId, 1, 'one crane'));
    const codes = await Promise.all([
      tried(lead, confirmRedaction, id),
      tried(ines, confirmRedaction, id),
      tried(editor, withdrawRedaction, id),
    ]);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'conflict')).toHaveLength(2);
    expect(
      await test.db.prisma.event.count({ where: { subjectId: sourceId, type: 'source.redacted' } }),
    ).toBeLessThanOrEqual(1);
  });

  it('is refused with a reason, or withdrawn by who asked; then it is over', async () => {
    const { sourceId, editor, lead } = await desk(test.db);
    const first = (await done(test.db, askForRedaction, editor, await place(sourceId, 1, 'one crane'))).id;
    expect(await execute(test.db, askForRedaction, lead, await place(sourceId, 1, 'one crane'))).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await tried(lead, withdrawRedaction, first)).toBe('forbidden');
    expect(await tried(editor, refuseRedaction, first, { reason })).toBe('forbidden');
    expect(await tried(lead, refuseRedaction, first)).toBe('invalid_input');
    expect(await tried(lead, refuseRedaction, first, { reason })).toBe('done');
    expect(await tried(lead, confirmRedaction, first)).toBe('conflict');
    const second = (await done(test.db, askForRedaction, editor, await place(sourceId, 1, 'one crane'))).id;
    expect(await tried(editor, withdrawRedaction, second)).toBe('done');
    expect(await tried(lead, confirmRedaction, second)).toBe('conflict');
    const { text } = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId } });
    expect(text).not.toContain(BAR);
  });

  it('whole words go; not what is no word, what stands in the reason, or what lies outside', async () => {
    const { sourceId, editor } = await desk(test.db);
    const crane = await place(sourceId, 1, 'one crane');
    const code = async (more: object) => {
      const result = await execute(test.db, askForRedaction, editor, { ...crane, ...more });
      return result.ok ? 'done' : result.error.detail;
    };
    expect(await code({ end: crane.start + 1, start: crane.start - 1 })).toBe('done');
    const { start, end } = await test.db.prisma.redaction.findFirstOrThrow({ where: { sourceId } });
    expect(end - start).toBeGreaterThanOrEqual('one'.length);
    expect(await code({ end: 5_000 })).toContain('not in this version');
    expect(await code({ reason: 'One crane has to go' })).toContain('repeats the words');
    expect(await code({ version: 9 })).toContain('no such sealed version');
  });

  it('while a case is under legal hold nothing is asked or done', async () => {
    const { sourceId, editor, lead, investigationId } = await desk(test.db);
    const { id } = await done(test.db, askForRedaction, editor, await place(sourceId, 1, 'one crane'));
    await done(test.db, setHold, lead, { investigationId, reason });
    expect(await execute(test.db, confirmRedaction, lead, { redactionId: id })).toMatchObject({
      error: { code: 'conflict', detail: expect.stringContaining('legal hold') as unknown },
    });
    expect(await execute(test.db, askForRedaction, lead, await place(sourceId, 1, 'paid'))).toMatchObject({
      error: { detail: expect.stringContaining('legal hold') as unknown },
    });
    await expect(
      test.db.pool.query(
        `UPDATE "Redaction" SET outcome = 'done', "endedById" = '${lead.userId}', "endedAt" = now() WHERE id = '${id}'`,
      ),
    ).rejects.toThrow(/legal hold/u);
    await done(test.db, liftHold, lead, { investigationId, reason });
    expect(await tried(lead, confirmRedaction, id)).toBe('done');
  });

  it('words of another case, and another source of this one, stay as they are', async () => {
    const one = await desk(test.db);
    const other = await desk(test.db);
    const { id } = await done(test.db, askForRedaction, one.editor, await place(one.sourceId, 1, 'one crane'));
    await done(test.db, confirmRedaction, one.lead, { redactionId: id });
    const { text } = await test.db.prisma.sourceVersion.findFirstOrThrow({ where: { sourceId: other.sourceId } });
    expect(text).toContain('one crane');
  });

  it('once more over the same lines: the hashes follow each other', async () => {
    const { sourceId, editor, lead, investigationId } = await desk(test.db);
    for (const [words, by, second] of [
      ['one crane', editor, lead],
      ['January', lead, editor],
    ] as const) {
      const { id } = await done(test.db, askForRedaction, by, await place(sourceId, 1, words));
      await done(test.db, confirmRedaction, second, { redactionId: id });
    }
    expect((await verifyAudit(test.db.prisma)).broken).toBeNull();
    expect((await verifySources(test.db)).broken).toEqual([]);
    const rows = await test.db.prisma.redactedRow.count({ where: { redaction: { investigationId }, kind: 'version' } });
    expect(rows).toBe(2);
  });
});

describe('ACC-8: every place is decided about', () => {
  /** Tables and columns that hold no words of a case, or whose words follow from others; each with why. */
  const elsewhere: Readonly<Record<string, string>> = {
    SourceVersion: 'by its places',
    Anchor: 'made again from the text',
    SearchEntry: 'follows by triggers',
    NameToken: 'parts of names that are gone go',
    LiveUpdate: 'rebuilt',
    LiveSnapshot: 'deleted',
    EventStream: 'hashes',
    Command: 'hashes, ids and numbers',
    RedactedRow: 'hashes',
    Block: 'labels',
    User: 'people',
    Session: 'people',
    Invitation: 'people',
    ApiToken: 'people',
    SecondFactor: 'people',
    RecoveryCode: 'people',
    Passkey: 'people',
    ExternalIdentity: 'people',
    MailLink: 'people',
    NotificationSetting: 'people',
    SignInFailure: 'people',
    RateLimit: 'keys',
    WorkspaceSetting: 'the workspace',
    Newsroom: 'the workspace',
    Rating: 'the workspace',
    Tag: 'the workspace: its vocabulary is not of one case',
    FollowerMark: 'names of followers',
    GuideProgress: 'steps',
    NetworkLayout: 'places of drawings',
    ClaimTick: 'lines of the policy',
    Webhook: 'addresses, types and sealed secrets',
    WebhookDelivery: 'types and answers',
    NotSame: 'of the shared memory, not of one case',
    _prisma_migrations: 'names',
  };

  it('a table that can hold words is looked through, or it is said why not', async () => {
    const { rows } = await test.db.pool.query<{ table: string; column: string }>(
      `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
         AND (c.data_type IN ('text', 'json', 'jsonb', 'bytea') OR c.udt_name = '_text')`,
    );
    const looked = new Map(tablePlaces.map(({ table, columns }) => [table, new Set(columns)]));
    /** Columns beside the words: hashes, codes, keys. */
    const codes =
      /^(sha256|mediaType|language|label|number|rating|fingerprint|type|subjectType|prevHash|hash|folded|tokens|outcome|schema|property|importedFrom|startDate|endDate|kind|state|policy|bytes|payload|from|to|places|suggestion)$/u;
    const fixed = new Set(['Flag.reason', 'ReaderComment.replyTo']);
    const open = rows.filter(
      ({ table, column }) =>
        !(table in elsewhere) &&
        !fixed.has(`${table}.${column}`) &&
        !looked.get(table)?.has(column) &&
        !codes.test(column),
    );
    expect(open.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    const tables = new Set(rows.map(({ table }) => table));
    expect([...looked.keys(), ...Object.keys(elsewhere)].filter((table) => !tables.has(table))).toEqual([]);
  });
});
