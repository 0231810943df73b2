import { expect, it } from 'vitest';
import type { Answer } from './undo.ts';
import { undoLog } from './undo.ts';

function setUp(refused: readonly string[] = []) {
  const sent: string[] = [];
  const log = undoLog((name) => {
    sent.push(name);
    const answer: Answer = refused.includes(name)
      ? { ok: false, error: { code: 'conflict', detail: 'No.' } }
      : { ok: true };
    return Promise.resolve(answer);
  });
  const step = (name: string) => ({ name, input: {} });
  const act = (name: string) => log.act(step(name), { undo: step(`un${name}`), redo: step(`re${name}`) });
  return { sent, log, act };
}

it("ANN-10: one's own acts are taken back from the last one on, and done once more", async () => {
  const { sent, log, act } = setUp();
  await act('a');
  await act('b');
  await log.undo();
  await log.undo();
  expect(log.undo()).toBeNull();
  await log.redo();
  expect(sent).toEqual(['a', 'b', 'unb', 'una', 'rea']);
  await act('c');
  expect(log.redo()).toBeNull();
});

it('ANN-10: what was refused is not offered again', async () => {
  const { log, act } = setUp(['a', 'unb']);
  await act('a');
  expect(log.undo()).toBeNull();
  await act('b');
  expect(await log.undo()).toMatchObject({ ok: false });
  expect(log.redo()).toBeNull();
});
