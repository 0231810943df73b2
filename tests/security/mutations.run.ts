// npm run mutations [-- --only CSRF]. Takes one guard out after another, in a copy of the project, and runs the test that
// is there for it: a test that still passes then proves nothing. First all of them as they are, which must pass.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fixturesDir } from '../support/fixtures.ts';

type Edit = readonly [file: string, from: string, to: string];

interface Mutation {
  readonly guard: string;
  /** More than one where two guards stand one behind the other. */
  readonly edits: readonly Edit[];
  readonly test: string;
}

const mutations: readonly Mutation[] = [
  {
    guard: 'CSRF: where a browser says that a request comes from',
    edits: [
      ['lib/platform/http.ts', "if (site && site !== 'same-origin') return false;", ''],
      ['lib/platform/http.ts', "if (!origin) return site === 'same-origin';", 'if (!origin) return true;'],
    ],
    test: 'tests/security/hostile-input.test.ts',
  },
  {
    guard: 'cookie theft: an ended session',
    edits: [
      [
        'lib/accounts/session.ts',
        'FROM "Session" WHERE id = $1 AND "revokedAt" IS NULL AND',
        'FROM "Session" WHERE id = $1 AND',
      ],
      ['lib/platform/access.ts', 's."userId" = u.id AND s."revokedAt" IS NULL AND', 's."userId" = u.id AND'],
    ],
    test: 'tests/security/hostile-input.test.ts',
  },
  {
    guard: 'session fixation: an id that nobody signed in with',
    edits: [
      ['lib/accounts/session.ts', 'FROM "Session" WHERE id = $1 AND', 'FROM "Session" WHERE $1::uuid IS NOT NULL AND'],
      [
        'lib/platform/access.ts',
        'WHERE s.id = ${sessionId}::uuid AND s."userId" = u.id AND',
        'WHERE ${sessionId}::uuid IS NOT NULL AND s."userId" = u.id AND',
      ],
    ],
    test: 'tests/security/hostile-input.test.ts',
  },
  {
    guard: 'deep JSON',
    edits: [['lib/platform/http.ts', 'if (isTooDeep(value, MAX_DEPTH))', 'if (isTooDeep(value, 1e6))']],
    test: 'tests/security/hostile-input.test.ts',
  },
  {
    guard: 'cross-site WebSocket',
    edits: [['lib/live/server.ts', 'return isOwnOrigin(origin, headers);', 'return URL.canParse(origin);']],
    test: 'tests/permissions/surfaces.test.ts',
  },
  {
    guard: 'open redirect',
    edits: [
      [
        'lib/platform/safe-path.rules.ts',
        "url.origin === here && !url.pathname.startsWith('//')",
        "next.startsWith('/')",
      ],
    ],
    test: 'lib/platform/safe-path.test.ts',
  },
  {
    guard: 'host header',
    edits: [['server/front.ts', 'return !own && !loopback;', 'return own !== host;']],
    test: 'tests/security/limits.test.ts',
  },
  {
    guard: 'path traversal: names of downloads',
    edits: [['lib/platform/download.ts', '.split(/[/\\\\]/u)', ".split('\\0')"]],
    test: 'lib/platform/download.test.ts',
  },
  {
    guard: 'zip slip: a name that leads out of the archive ends the reading',
    edits: [
      [
        'lib/sources/intake/archive.ts',
        'throw error instanceof Unreadable ? error : new Unreadable(BROKEN);',
        'if (error instanceof Unreadable) throw error;',
      ],
    ],
    test: 'tests/security/zip-slip.test.ts',
  },
  {
    guard: 'zip bomb',
    edits: [
      ['lib/sources/intake/archive.ts', 'const MAX_UNPACKED = 80_000_000;', 'const MAX_UNPACKED = 80_000_000_000;'],
    ],
    test: 'lib/sources/intake/read.test.ts',
  },
  {
    guard: 'SSRF: what a name resolves to',
    edits: [
      [
        'lib/fetch/connect.ts',
        '!addresses.every((address) => reach.mayReach(address, port))',
        'addresses.every((address) => address === host)',
      ],
    ],
    test: 'lib/fetch/fetcher.test.ts',
  },
  {
    guard: 'stored page: what the API hands out runs and loads nothing',
    edits: [['proxy.ts', "!request.nextUrl.pathname.startsWith('/api/v1/')", 'request.nextUrl.pathname']],
    test: 'tests/security/page-policy.test.ts',
  },
  {
    guard: 'stored page: style sheets that load',
    edits: [['lib/sources/page-copy/css.ts', ' || LOADING.test(node.name.toLowerCase())', '']],
    test: 'lib/sources/page-copy/copy.test.ts',
  },
  {
    guard: 'stored page: a picture is pixels',
    edits: [
      [
        'lib/sources/page-copy/pictures.rules.ts',
        'const SIGNATURES: readonly (readonly [string, RegExp])[] = [',
        "const SIGNATURES: readonly (readonly [string, RegExp])[] = [['image/svg+xml', /^<svg/u],",
      ],
    ],
    test: 'lib/sources/page-copy/copy.test.ts',
  },
  {
    guard: 'legal hold: the case is asked',
    edits: [
      [
        'lib/retention/commands.ts',
        "if (await tx.legalHold.count({ where: { investigationId, liftedAt: null } }))\n      refuse('conflict', 'This case is under legal hold.');",
        '',
      ],
    ],
    test: 'tests/security/retention.test.ts',
  },
  {
    guard: 'legal hold: the database asks, too',
    edits: [
      [
        'prisma/migrations/20261127023944_retention_holds/migration.sql',
        'h."investigationId" = s."investigationId" AND h."liftedAt" IS NULL',
        'false',
      ],
    ],
    test: 'tests/security/retention.test.ts',
  },
  {
    guard: 'redaction: who asked for it confirms it alone',
    edits: [
      ['lib/platform/policy.rules.ts', "case 'another':", "case 'another':\n      return true;"],
      [
        'prisma/migrations/20261130140000_redaction/migration.sql',
        `outcome IN ('done', 'refused') AND "endedById" <> "askedById"`,
        `outcome IN ('done', 'refused')`,
      ],
    ],
    test: 'tests/security/redaction.test.ts',
  },
  {
    guard: 'redaction: the words leave the search index',
    edits: [
      [
        'lib/retention/redact.ts',
        'await tx.$executeRaw`SELECT redthread_search_passages(${found.versions.map(({ id }) => id)}::uuid[])`;',
        '',
      ],
    ],
    test: 'tests/security/redaction.test.ts',
  },
  {
    guard: 'redaction: kept edits do not bring the words back',
    edits: [
      ['lib/retention/redact.ts', 'await tx.liveDocument.update({ where: { id }, data: { lineage: newId() } });', ''],
    ],
    test: 'tests/live/redaction.test.ts',
  },
  {
    guard: 'redaction: open pages are told',
    edits: [['lib/retention/redaction.commands.ts', "await notify(tx, { k: 'redacted' });", '']],
    test: 'tests/live/redaction.test.ts',
  },
  {
    guard: 'ReDoS: patterns are looked at',
    edits: [['eslint.config.mjs', "'regexp/no-super-linear-move': ['error'", "'regexp/no-super-linear-move': ['off'"]],
    test: 'tests/security/patterns.test.ts',
  },
];

const report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = mutations.filter(({ guard }) => !values.only || guard.includes(values.only));

const root = path.resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(path.join(tmpdir(), 'redthread-mutations-'));
// Postgres gets a user of its own where root runs this, and has to come in.
chmodSync(copy, 0o755);

function copyProject(): void {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const made = ['lib/platform/prisma'];
  for (const file of [...git.stdout.split('\n').filter(Boolean), ...made]) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(copy, file), { recursive: true, force: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
}

/** How many tests passed, and the names of those that failed; neither where nothing could be run at all. */
function run(files: readonly string[]): { readonly passed: number; readonly failed: readonly string[] } {
  const told = path.join(copy, 'report.json');
  rmSync(told, { force: true });
  const options = ['--project', 'together', '--reporter', 'json', '--outputFile', told];
  spawnSync('npx', ['vitest', 'run', ...options, ...files], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, NO_COLOR: '1', FIXTURES_DIR: fixturesDir },
  });
  const { testResults } = report.parse(JSON.parse(readFileSync(told, 'utf8')));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: all.filter(({ status }) => status === 'passed').length,
    failed: all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  };
}

/** Puts the edits in, and answers how to take them out again. */
function mutate(edits: readonly Edit[]): () => void {
  const before = new Map<string, string>();
  for (const [file, from, to] of edits) {
    const target = path.join(copy, file);
    const code = readFileSync(target, 'utf8');
    if (!before.has(target)) before.set(target, code);
    if (code.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`);
    writeFileSync(
      target,
      code.replace(from, () => to),
    );
  }
  return () => {
    for (const [target, code] of before) writeFileSync(target, code);
  };
}

try {
  copyProject();
  const whole = run([...new Set(chosen.map(({ test }) => test))]);
  console.log(`as they are: ${whole.passed} passed, ${whole.failed.length} failed ${whole.failed.join(', ')}`);
  let unseen = whole.failed.length > 0 || whole.passed === 0 ? 1 : 0;
  for (const { guard, edits, test } of chosen) {
    const restore = mutate(edits);
    let { passed, failed } = run([test]);
    // A machine that is too busy to begin has found nothing out.
    if (passed + failed.length === 0) ({ passed, failed } = run([test]));
    restore();
    if (failed.length === 0) unseen += 1;
    const outcome = failed.length > 0 ? 'found    ' : passed > 0 ? 'NOT FOUND' : 'NOT RUN  ';
    console.log(`${outcome} ${guard} (${test}: ${failed.length} failed)`);
  }
  console.log(unseen === 0 ? 'Every guard that was taken out was missed.' : 'FAILED');
  process.exitCode = unseen === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
