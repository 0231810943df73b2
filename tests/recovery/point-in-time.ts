import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { TextStatus } from '../../lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';
import { openDatabase } from '../../lib/platform/db.ts';
import { migrate } from '../../lib/platform/migrate.ts';
import type { Ledger } from '../torture/load.ts';
import { connect, Editor, Sender } from '../torture/load.ts';
import { TorturedApp, TorturedPostgres } from '../torture/machines.ts';
import { setStage, wordsOf } from '../torture/torture.ts';

export interface RecoveryOptions {
  /** How long is worked before the base backup, after it, and after the moment that is recovered to. */
  readonly seconds: number;
  /** Recovers only to the end of the base backup, which must be found. */
  readonly fault?: boolean;
  readonly say?: (line: string) => void;
}

export interface RecoveryResult {
  /** Acknowledged before the moment: how many, and how many of them are not there. */
  readonly before: { readonly edits: number; readonly commands: number; readonly missing: number };
  /** Begun after the moment, and acknowledged then: how many, and how many are there nevertheless. */
  readonly after: { readonly edits: number; readonly commands: number; readonly present: number };
  /** What `redthread recovered` printed, and whether it was content. */
  readonly verified: { readonly ok: boolean; readonly words: string };
  /** Live documents whose lineage is the old one. */
  readonly oldLineages: number;
  /** A tab that was open before is told to load anew; one opened now reads, writes and is saved. */
  readonly oldTab: TextStatus['kind'];
  readonly newTab: TextStatus['kind'];
  readonly archived: number;
  readonly recoverySeconds: number;
}

async function until(what: string, condition: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`for ${patience / 1000} s not: ${what}`);
    await pause(50);
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Keeps owners and modes, which Postgres insists on. */
function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  // Files come and go while a running database is copied: the log knows about them.
  if (status !== 0 && stderr.split('\n').some((line) => line && !/No such file/u.test(line))) throw new Error(stderr);
}

/** A base backup as pg_basebackup makes one, by the functions below it: the embedded Postgres comes without that program. */
async function baseBackup(url: string, data: string, into: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`SELECT pg_backup_start('point in time', fast => true)`);
    copyFolder(data, into);
    const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
    for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(path.join(into, name), { force: true });
    // The log of the copy is of no use: recovery reads the archive.
    for (const name of readdirSync(path.join(into, 'pg_wal'), { withFileTypes: true }))
      if (name.isFile()) unlinkSync(path.join(into, 'pg_wal', name.name));
    owned(path.join(into, 'backup_label'), data, rows[0]?.labelfile ?? '');
  });
}

/** A file that the user under whom Postgres runs may read. */
function owned(file: string, like: string, words: string): void {
  writeFileSync(file, words, { mode: 0o600 });
  const { uid, gid } = statSync(like);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}

/** What was acknowledged, and what was begun at all, at one moment. */
const snapshot = ({ edits, commands }: Ledger) => ({
  edits: new Map(edits),
  commands: new Map(commands),
});
const acknowledged = (kept: ReadonlyMap<string, boolean>) => [...kept].flatMap(([name, yes]) => (yes ? [name] : []));

/**
 * Archives the log, makes a base backup under load, goes on writing, kills Postgres and destroys its folder, recovers to a
 * moment between, and counts: what was acknowledged before that moment is there, what was begun after it is not (RUN-3).
 */
export async function provePointInTime({
  seconds,
  fault,
  say = () => undefined,
}: RecoveryOptions): Promise<RecoveryResult> {
  const postgres = new TorturedPostgres();
  const archive = path.join(postgres.home, 'archive');
  const base = path.join(postgres.home, 'base');
  const env = () => ({ DATABASE_URL: postgres.url, AUTH_SECRET: secret });
  const secret = randomBytes(32).toString('base64url');
  const apps = [new TorturedApp(env), new TorturedApp(env)];
  const ledger: Ledger = { edits: new Map(), commands: new Map(), feeds: [] };
  const work = (share = 1) => pause(seconds * 1000 * share);
  try {
    mkdirSync(archive, { recursive: true });
    await postgres.start();
    if (process.getuid?.() === 0) chownSync(archive, statSync(postgres.data).uid, statSync(postgres.data).gid);
    await postgres.stopOnly();
    await postgres.start({
      archive_mode: 'on',
      archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f`,
      archive_timeout: '2',
    });
    await migrate(postgres.url);
    const stage = await setStage(postgres.url);
    await Promise.all(apps.map((app) => app.start()));
    let turn = 0;
    const route = () => apps[(turn += 1) % apps.length]?.port ?? 0;
    const editors = stage.tokens
      .slice(0, 4)
      .map((token, index) => new Editor(`e${index}`, stage.documents, route, token, ledger, Math.random));
    const senders = stage.tokens
      .slice(4, 6)
      .map((token, index) => new Sender(`s${index}`, stage.investigationId, route, token, ledger));
    const running = [...editors, ...senders].map((one) => one.run());
    const [token = ''] = stage.tokens;
    const [documentId = ''] = stage.documents;
    const oldTab = connect(() => apps.find((app) => app.alive)?.port ?? 1, token);
    const oldText = oldTab.text(documentId, NOTE_SCHEMA_VERSION);
    oldTab.start();

    await work();
    await baseBackup(postgres.url, postgres.data, base);
    say(`base backup made under load, ${acknowledged(ledger.edits).length} edits acknowledged`);
    await work();

    // What is acknowledged now was committed before this moment; what begins from now on commits after it.
    const before = snapshot(ledger);
    const { moment, segment } = await withClient(postgres.url, async (client) => {
      const { rows } = await client.query<{ moment: string; segment: string }>(
        'SELECT clock_timestamp()::text AS moment, pg_walfile_name(pg_current_wal_lsn()) AS segment',
      );
      return { moment: rows[0]?.moment ?? '', segment: rows[0]?.segment ?? '' };
    });
    const begun = snapshot(ledger);
    await work();
    await until('the log of the moment is in the archive', () => existsSync(path.join(archive, segment)));
    await work(0.5);
    const late = snapshot(ledger);
    const after = {
      edits: acknowledged(late.edits).filter((name) => !begun.edits.has(name)),
      commands: acknowledged(late.commands).filter((name) => !begun.commands.has(name)),
    };
    const lineages = await lineagesOf(postgres.url);

    postgres.kill();
    await Promise.all(apps.map((app) => app.kill()));
    for (const sender of senders) sender.stop();
    await Promise.all(editors.map((editor) => editor.finish(0)));
    void Promise.all(running).catch(() => undefined);
    rmSync(postgres.data, { recursive: true, force: true });
    const archived = readdirSync(archive).length;
    say(`killed, and the data folder destroyed; ${archived} files in the archive; recovering to ${moment}`);

    const began = performance.now();
    copyFolder(base, postgres.data);
    owned(path.join(postgres.data, 'recovery.signal'), base, '');
    await postgres.start({
      restore_command: `cp ${archive}/%f %p`,
      recovery_target_action: 'promote',
      ...(fault ? { recovery_target: 'immediate' } : { recovery_target_time: moment }),
    });
    await until('recovery has ended', () =>
      withClient(postgres.url, async (client) => {
        const { rows } = await client.query<{ yet: boolean }>('SELECT pg_is_in_recovery() AS yet');
        return rows[0]?.yet === false;
      }).catch(() => false),
    );
    const recoverySeconds = (performance.now() - began) / 1000;
    const cli = spawnSync(process.execPath, ['--import', 'tsx', 'bin/redthread.ts', 'recovered'], {
      encoding: 'utf8',
      env: { ...process.env, ...env(), VITEST: '' },
    });

    const { edits, commands } = await found(postgres.url, stage);
    const now = await lineagesOf(postgres.url);
    await apps[0]?.start();
    await until('the old tab is told', () => oldText.status.get().kind === 'reload');
    const opened = connect(() => apps[0]?.port ?? 0, token);
    const text = opened.text(documentId, NOTE_SCHEMA_VERSION);
    opened.start();
    await until('the room opens', () => text.ready.get());
    text.doc.getText('t').insert(0, 'afterwards;');
    await until('writing goes on', () => text.status.get().kind === 'saved');
    const result: RecoveryResult = {
      before: {
        edits: acknowledged(before.edits).length,
        commands: acknowledged(before.commands).length,
        missing:
          acknowledged(before.edits).filter((name) => !edits.has(name)).length +
          acknowledged(before.commands).filter((name) => !commands.has(name)).length,
      },
      after: {
        edits: after.edits.length,
        commands: after.commands.length,
        present:
          [...edits].filter((name) => !begun.edits.has(name)).length +
          [...commands].filter((name) => !begun.commands.has(name)).length,
      },
      verified: { ok: cli.status === 0, words: `${cli.stdout}${cli.stderr}`.trim() },
      oldLineages: [...now].filter(([id, lineage]) => lineages.get(id) === lineage).length,
      oldTab: oldText.status.get().kind,
      newTab: text.status.get().kind,
      archived,
      recoverySeconds,
    };
    opened.stop();
    oldTab.stop();
    return result;
  } finally {
    await Promise.all(apps.map((app) => app.kill()));
    await postgres.stop();
  }
}

async function lineagesOf(url: string): Promise<ReadonlyMap<string, string>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string; lineage: string }>('SELECT id, lineage FROM "LiveDocument"');
    return new Map(rows.map(({ id, lineage }) => [id, lineage]));
  });
}

/** Every word of the texts and every claim that the load has made. */
async function found(url: string, stage: { readonly documents: readonly string[]; readonly investigationId: string }) {
  const db = await openDatabase(url, 2);
  try {
    const edits = await wordsOf(db, stage.documents);
    const claims = await db.prisma.claim.findMany({
      where: { investigationId: stage.investigationId, statement: { startsWith: 's' } },
      select: { statement: true },
    });
    return { edits: new Set(edits.keys()), commands: new Set(claims.map(({ statement }) => statement)) };
  } finally {
    await db.close();
  }
}
