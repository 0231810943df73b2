import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FanOut } from './fan-out.ts';

const edit = new Uint8Array([1]);

describe('LIV-6: an edit on its way to everybody', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A room in which sending takes `cost` milliseconds; `sent`: when it was sent to. */
  function room(cost: number) {
    let worked = 0;
    const now = () => Date.now() + worked;
    const sent: number[] = [];
    const begin = Date.now();
    const transmit = () => {
      sent.push(now() - begin);
      worked += cost;
    };
    return { fanOut: new FanOut(new Set([{ channel: 1, transmit }]), undefined, now), sent };
  }

  it('leaves at once, and so does the next', () => {
    const { fanOut, sent } = room(2);
    fanOut.updates([edit], null);
    fanOut.updates([edit], null);
    expect(sent).toEqual([0, 2]);
  });

  it('travels with others when sending never stops: half of the time stays for the rest of the work', () => {
    const { fanOut, sent } = room(10);
    for (let n = 0; n < 1000; n += 1) {
      fanOut.updates([edit], null);
      vi.advanceTimersByTime(1);
    }
    expect(sent.length).toBeGreaterThan(40);
    expect(sent.length).toBeLessThan(110);
  });

  it('is never held for longer than 50 ms, however many there are to send to', () => {
    const { fanOut, sent } = room(500);
    fanOut.updates([edit], null);
    fanOut.updates([edit], null);
    expect(sent).toEqual([0]);
    vi.advanceTimersByTime(50);
    expect(sent.length).toBe(2);
  });

  it('lets the next edits go to the disk first, and is then sent once', () => {
    const { fanOut, sent } = room(1);
    fanOut.updates([edit], null, true);
    fanOut.updates([edit], null, true);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(sent).toEqual([0]);
  });
});
