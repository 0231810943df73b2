import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ended, startServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the first journey of a run leaves a data folder as a first start makes it. */
    filledHome: string;
  }
}

/** A place for the whole run, thrown away with it. */
export default function setup(project: TestProject): () => void {
  const home = mkdtempSync(path.resolve('.data-filled-'));
  project.provide('filledHome', path.join(home, 'data'));
  return () => {
    rmSync(home, { recursive: true, force: true });
  };
}

/**
 * Fills `home` as a first start does (a cluster, the migrations, the demo case). That takes more than half of a start,
 * so it is done once in a run and copied: the start itself is tested in tests/start.
 */
export async function fillHome(home: string, filled: string, port: number): Promise<void> {
  if (process.platform === 'win32') return;
  if (!existsSync(filled)) await ended(await startServer(filled, port), 'SIGINT');
  // With its owners: under root the cluster belongs to somebody else.
  const { status, stderr } = spawnSync('cp', ['-a', `${filled}/.`, home], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the data folder could not be copied: ${stderr}`);
}
