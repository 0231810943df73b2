import { expect, it } from 'vitest';
import { torture } from './torture.ts';

it('LIV-1, CORE-3: kill -9 of an application and of Postgres under load loses nothing acknowledged and doubles nothing', async () => {
  const result = await torture({ rounds: 2, seed: 7, apps: 2, postgresEvery: 2 });
  expect(result.kills).toEqual({ app: 1, postgres: 1, redis: 0 });
  expect(result.edits.acknowledged).toBeGreaterThan(50);
  expect(result.commands.acknowledged).toBeGreaterThan(8);
  expect(result).toMatchObject({
    edits: { missing: 0, doubled: 0 },
    commands: { missing: 0, doubled: 0 },
    feedFaults: 0,
    brokenTrail: false,
  });
}, 240_000);

it('the torture finds a server that acknowledges before it commits', async () => {
  const result = await torture({ rounds: 1, seed: 7, apps: 1, postgresEvery: 100, tabs: 1, fault: true });
  expect(result.edits.missing).toBeGreaterThan(0);
}, 240_000);
