import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { LiveClient } from '@/lib/live/client/live-client.ts';
import { decodeFrame, encodeFrame } from '@/lib/live/wire.rules.ts';
import { keptInMemory } from './servers.ts';

/** A socket whose other end is the test. */
class Line extends EventTarget {
  readonly readyState = 1;
  binaryType = 'arraybuffer';

  constructor(private readonly told: (what: string) => void) {
    super();
  }

  send(data: string | Uint8Array): void {
    if (typeof data !== 'string') this.told(`sent ${decodeFrame(data).kind}`);
  }

  close(): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }));
  }

  says(data: unknown): void {
    const bytes = data instanceof Uint8Array ? new Uint8Array(data).buffer : JSON.stringify(data);
    this.dispatchEvent(Object.assign(new Event('message'), { data: bytes }));
  }
}

describe('LIV-8: an edit on its way is put away in the browser', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A text in sync, and what happened to its edits, in order. */
  async function stage() {
    const happened: string[] = [];
    const store = keptInMemory();
    const network = new EventTarget();
    const line = new Line((what) => happened.push(what));
    const client = new LiveClient({
      url: 'ws://here/live',
      stillSignedIn: () => Promise.resolve(true),
      open: () => line as unknown as WebSocket,
      network,
      kept: {
        ...store,
        keep: (edit) => {
          happened.push('put away');
          return store.keep(edit);
        },
      },
    });
    client.start();
    const text = client.text('0192f000-0000-7000-8000-000000000001', 1);
    line.says({ t: 'welcome', clientId: 'me', userId: 'me' });
    line.says({ t: 'opened', ch: 1, lineage: '0192f000-0000-7000-8000-000000000002', write: true });
    const nothing = new Y.Doc();
    line.says(
      encodeFrame({
        kind: 'sync',
        channel: 1,
        update: Y.encodeStateAsUpdate(nothing),
        vector: Y.encodeStateVector(nothing),
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(text.status.get()).toEqual({ kind: 'saved' });
    happened.length = 0;
    return {
      happened,
      store,
      network,
      line,
      text,
      write: () => text.doc.getText('t').insert(0, 'a'),
      acknowledge: (n: number) => line.says(encodeFrame({ kind: 'ack', channel: 1, n })),
    };
  }

  it('never, when it is acknowledged within 20 ms', async () => {
    const { happened, write, acknowledge, store } = await stage();
    write();
    await vi.advanceTimersByTimeAsync(19);
    acknowledge(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(happened).toEqual(['sent update']);
    expect(store.rows.size).toBe(0);
  });

  it('after 20 ms without an answer, until the answer comes', async () => {
    const { happened, write, acknowledge, store } = await stage();
    write();
    await vi.advanceTimersByTimeAsync(10);
    write();
    acknowledge(1);
    await vi.advanceTimersByTimeAsync(10);
    expect(happened).toEqual(['sent update', 'sent update', 'put away']);
    expect(store.rows.size).toBe(1);
    acknowledge(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.rows.size).toBe(0);
  });

  it('at once, when the page goes', async () => {
    const { happened, write, network } = await stage();
    write();
    network.dispatchEvent(new Event('pagehide'));
    expect(happened).toEqual(['sent update', 'put away']);
  });

  it('at once, when the text is closed', async () => {
    const { happened, write, text } = await stage();
    write();
    text.destroy();
    expect(happened.slice(0, 2)).toEqual(['sent update', 'put away']);
  });

  it('at once, when the connection goes, and from then on with every key', async () => {
    const { happened, write, line, text, store } = await stage();
    write();
    line.close();
    write();
    expect(happened).toEqual(['sent update', 'put away', 'put away']);
    expect(text.status.get()).toEqual({ kind: 'offline', unsaved: true, kept: 'soon' });
    await vi.advanceTimersByTimeAsync(0);
    expect(text.status.get()).toEqual({ kind: 'offline', unsaved: true, kept: 'yes' });
    expect(store.rows.size).toBe(2);
  });
});
