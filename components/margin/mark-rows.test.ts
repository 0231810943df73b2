import { QueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { describe, expect, it, vi } from 'vitest';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { Asking } from './mark-rows.ts';
import { markRows } from './mark-rows.ts';

const sourceId = v7();
const row = (id: string, text: string) => ({ id, text }) as AnnotationView;

/** A server whose answers are given one by one, in any order. */
function slowServer() {
  const asked: { about: string; answer: (value: never) => void; fail: () => void }[] = [];
  const ask = (about: string) =>
    new Promise<never>((answer, reject) =>
      asked.push({ about, answer, fail: () => reject(new Error('out of reach')) }),
    );
  const server: Asking = { all: () => ask('all'), one: (id) => ask(id) };
  return { server, asked };
}

function setUp(first: AnnotationView[]) {
  const client = new QueryClient();
  const { server, asked } = slowServer();
  const rows = markRows(client, sourceId, server);
  client.setQueryData(rows.key, first);
  const texts = () => client.getQueryData<AnnotationView[]>(rows.key)?.map((mark) => mark.text);
  return { client, rows, asked, texts };
}

describe('rows of marks', () => {
  it('ANN-5: an answer that was overtaken by a later one is not believed', async () => {
    const id = v7();
    const { rows, asked, texts } = setUp([row(id, 'first')]);
    const both = [rows.refresh(id), rows.refresh(id)];
    asked[1]?.answer(row(id, 'third') as never);
    asked[0]?.answer(row(id, 'second') as never);
    await Promise.all(both);
    expect(texts()).toEqual(['third']);
  });

  it('ANN-5, ANN-2: one that was overtaken settles with the later answer: a mark of mine is never gone between the two', async () => {
    const id = v7();
    const { rows, asked, texts } = setUp([]);
    let settled = false;
    const mine = rows.refresh(id).then(() => (settled = true));
    const event = rows.refresh(id);
    asked[0]?.answer(row(id, 'first') as never);
    await new Promise((done) => setTimeout(done));
    expect({ settled, texts: texts() }).toEqual({ settled: false, texts: [] });
    asked[1]?.answer(row(id, 'second') as never);
    await Promise.all([mine, event]);
    expect({ settled, texts: texts() }).toEqual({ settled: true, texts: ['second'] });
  });

  it('ANN-5: a list that was asked for earlier neither loses a new mark nor brings a deleted one back', async () => {
    const [old, fresh] = [v7(), v7()];
    const { rows, asked } = setUp([row(old, 'old')]);
    const list = rows.load();
    const single = [rows.refresh(fresh), rows.refresh(old)];
    asked[1]?.answer(row(fresh, 'fresh') as never);
    asked[2]?.answer(null as never);
    await Promise.all(single);
    asked[0]?.answer([row(old, 'old')] as never);
    expect((await list).map((mark) => mark.text)).toEqual(['fresh']);
  });

  it('ANN-5: what cannot be reached changes nothing', async () => {
    const id = v7();
    const { rows, asked, texts } = setUp([row(id, 'first')]);
    const refreshed = rows.refresh(id);
    asked[0]?.fail();
    await refreshed;
    expect(texts()).toEqual(['first']);
  });

  it('ANN-5: many changes at once are asked for together', async () => {
    const { client, rows, asked } = setUp([]);
    const invalidated = vi.spyOn(client, 'invalidateQueries');
    for (let n = 0; n < 40; n += 1) rows.changed(v7());
    await vi.waitFor(() => expect(invalidated).toHaveBeenCalledTimes(1));
    expect(asked).toEqual([]);
    const one = v7();
    rows.changed(one);
    rows.changed(one);
    await vi.waitFor(() => expect(asked.map(({ about }) => about)).toEqual([one]));
  });
});
