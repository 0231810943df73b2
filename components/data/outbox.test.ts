import { expect, it } from 'vitest';
import type { Result } from '@/lib/platform/errors.ts';
import { failure, success } from '@/lib/platform/errors.ts';
import type { PendingCommand } from './outbox.ts';
import { Outbox } from './outbox.ts';

function browser() {
  const kept = new Map<string, PendingCommand>();
  const server: { down: boolean; got: string[]; answer: (command: PendingCommand) => Result<unknown> } = {
    down: false,
    got: [],
    answer: () => success({}),
  };
  const page = (userId = 'luz') =>
    new Outbox({
      userId,
      store: {
        all: () => Promise.resolve([...kept.values()]),
        put: (command) => Promise.resolve(void kept.set(command.id, command)),
        remove: (id) => Promise.resolve(void kept.delete(id)),
      },
      deliver: (command) => {
        if (server.down) return Promise.reject(new Error('offline'));
        server.got.push(String(command.input['n']));
        return Promise.resolve(server.answer(command));
      },
      exclusively: (work) => work(),
      wait: () => new Promise((resolve) => setImmediate(resolve)),
    });
  return { kept, server, page };
}

it('ANN-5: keeps what is sent while the connection is lost and delivers it in order when it is back', async () => {
  const { server, page, kept } = browser();
  server.down = true;
  const outbox = page();
  const answers = [1, 2, 3].map((n) => outbox.send('mark', { n }));
  await new Promise((resolve) => setImmediate(resolve));
  expect(outbox.pending().map((command) => command.input['n'])).toEqual([1, 2, 3]);
  expect(kept.size).toBe(3);
  server.down = false;
  expect(await Promise.all(answers)).toEqual([success({}), success({}), success({})]);
  expect(server.got).toEqual(['1', '2', '3']);
  await expect.poll(() => outbox.pending()).toEqual([]);
  expect(kept.size).toBe(0);
});

it('ANN-5: a reload delivers what the page before left, under the same ids', async () => {
  const { server, page, kept } = browser();
  server.down = true;
  void page().send('mark', { n: 7 });
  await expect.poll(() => kept.size).toBe(1);
  const [id] = kept.keys();
  server.down = false;
  const again = page();
  await again.open();
  expect(again.pending().map((command) => command.id)).toEqual([id]);
  await expect.poll(() => kept.size).toBe(0);
});

it("ACC-3: another person in the same browser never sends the first one's commands", async () => {
  const { server, page, kept } = browser();
  server.down = true;
  void page('luz').send('mark', { n: 1 });
  await expect.poll(() => kept.size).toBe(1);
  server.down = false;
  server.got = [];
  const other = page('mo');
  await other.open();
  expect(other.pending()).toEqual([]);
});

it('a refusal is an answer: it is not tried again, and after a reload it is shown with its words', async () => {
  const { server, page, kept } = browser();
  server.answer = () => failure('forbidden', 'Not with your role.');
  expect(await page().send('mark', { n: 1 })).toMatchObject({ ok: false });
  server.down = true;
  void page().send('mark', { n: 2 });
  await expect.poll(() => kept.size).toBe(1);
  server.down = false;
  const again = page();
  await again.open();
  await expect
    .poll(() => again.refused().map((command) => [command.input['n'], command.reason]))
    .toEqual([[2, 'Not with your role.']]);
});
