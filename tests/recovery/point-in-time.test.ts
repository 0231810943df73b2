import { expect, it } from 'vitest';
import { provePointInTime } from './point-in-time.ts';

it('RUN-3, LIV-3: a destroyed database is recovered to a chosen moment, with all that was acknowledged before and nothing after', async () => {
  const result = await provePointInTime({ seconds: 3 });
  expect(result.before).toMatchObject({ missing: 0 });
  expect(Math.min(result.before.edits, result.after.edits)).toBeGreaterThan(20);
  expect(Math.min(result.before.commands, result.after.commands)).toBeGreaterThan(2);
  expect(result.after).toMatchObject({ present: 0 });
  expect(result.verified).toMatchObject({ ok: true });
  expect(result.verified.words).toContain('every hash fits');
  expect(result).toMatchObject({ oldLineages: 0, oldTab: 'reload', newTab: 'saved' });
}, 240_000);

it('a recovery that stops too early is found', async () => {
  const { before } = await provePointInTime({ seconds: 2, fault: true });
  expect(before.missing).toBeGreaterThan(0);
}, 240_000);
