// npm run bench:long-intake: a source of 650,000 characters and a PDF of 400 pages come in as jobs. How long each takes,
// how often its progress moved, and how long the process that serves everybody else was kept from answering meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { createInvestigation } from '../lib/investigations/commands.ts';
import { execute } from '../lib/platform/command.ts';
import { openDatabase } from '../lib/platform/db.ts';
import { newId } from '../lib/platform/ids.ts';
import { startJobs } from '../lib/platform/jobs.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { intakeSource } from '../lib/sources/commands.ts';
import { intakeJobKind } from '../lib/sources/intake/job.ts';
import { Upload } from '../lib/sources/upload.rules.ts';
import { startPostgres } from '../server/postgres.ts';
import { makePdf } from '../tests/support/documents.ts';

const SENTENCE =
  'The port authority paid in January for a crane that it had already paid for in October, invoices show. ';
const paragraph = (n: number): string => `Paragraph ${n}. ${SENTENCE.repeat(3)}`.trim();

const text = Array.from({ length: 2000 }, (_, n) => paragraph(n))
  .join('\n\n')
  .slice(0, 650_000);
const pages = Array.from({ length: 400 }, (_, page) => ({
  paragraphs: [1, 2, 3, 4, 5, 6].map((n) => paragraph(page * 6 + n)),
}));
const bytes = await makePdf(pages, { running: 'Audit, page' });

const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 8);
const runner = startJobs(db, [intakeJobKind]);
try {
  const userId = newId();
  await db.prisma.user.create({ data: { id: userId, name: 'Bench', email: `bench-${userId}@example.org` } });
  const made = await execute(db, createInvestigation, { userId }, { title: 'Bench' });
  if (!made.ok) throw new Error(made.error.detail);
  const upload = new Upload({ name: 'audit.pdf', mediaType: 'application/pdf', sha256: '', bytes });
  const idle = await watched(async () => later(2000).then(() => 0));
  say('nothing at all (base line)', idle);
  say('650,000 characters of text', await watched(() => take({ kind: 'text', text })));
  say(`a PDF of 400 pages, ${(bytes.length / 1e6).toFixed(1)} MB`, await watched(() => take({ kind: 'file', upload })));

  async function take(input: object): Promise<number> {
    const begun = await execute(
      db,
      intakeSource,
      { userId },
      { investigationId: made.ok ? made.value.id : '', ...input },
    );
    if (!begun.ok) throw new Error(begun.error.detail);
    const seen = new Set<string>();
    for (;;) {
      const job = await db.prisma.job.findUniqueOrThrow({
        where: { id: begun.value.jobId ?? '' },
        omit: { payload: true },
      });
      seen.add(`${job.step} ${job.done}`);
      if (job.state === 'failed') throw new Error(job.failure ?? 'failed');
      if (job.state === 'done') return seen.size;
      await later(50);
    }
  }
} finally {
  await runner.close();
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}

interface Watched {
  readonly seconds: number;
  readonly steps: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

async function watched(work: () => Promise<number>): Promise<Watched> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const steps = await work();
  delay.disable();
  const ms = (nanoseconds: number): number => nanoseconds / 1e6;
  return {
    seconds: (performance.now() - began) / 1000,
    steps,
    p50: ms(delay.percentile(50)),
    p99: ms(delay.percentile(99)),
    max: ms(delay.max),
  };
}

function say(name: string, { seconds, steps, p50, p99, max }: Watched): void {
  console.log(
    `${name}: ${seconds.toFixed(1)} s, progress seen ${steps} times; event loop p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(0)} ms`,
  );
}
