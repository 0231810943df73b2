import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaretBoard } from './carets.ts';
import { FanOut } from './fan-out.ts';
import { decodeFrame } from './wire.rules.ts';

const edit = new Uint8Array([1]);

describe('LIV-6: a caret that moved by writing', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Two people in a room; `got`: what each write brought to whom, message by message. */
  function room() {
    const got: { readonly who: string; readonly kinds: readonly string[] }[] = [];
    const member = (who: string) => ({
      author: { userId: who },
      channel: 1,
      transmit: (bytes: Buffer) => got.push({ who, kinds: framesIn(bytes).map((frame) => frame.kind) }),
    });
    const [luz, mo] = [member('luz'), member('mo')];
    const members = new Set([luz, mo]);
    let done = 0;
    const carets = new CaretBoard(members, () => undefined);
    const fanOut = new FanOut(members, () => carets.ride(done));
    let clock = 0;
    return {
      got,
      luz,
      /** Luz's caret, after so many edits were pushed. */
      say: (after: number) => carets.say(luz, new Map([[7, { clock: (clock += 1), state: '{}' }]]), () => false, after),
      commit: (edits: number) => {
        done += edits;
        fanOut.updates([edit], luz);
      },
    };
  }

  it('goes with the letter that moved it, in one write, and is not said again', () => {
    const { got, say, commit } = room();
    say(1);
    commit(1);
    expect(got).toEqual([
      { who: 'mo', kinds: ['updates', 'awareness'] },
      { who: 'luz', kinds: ['awareness'] },
    ]);
    vi.advanceTimersByTime(1000);
    expect(got.length).toBe(2);
  });

  it('does not go before that letter: with an earlier one it waits, for the next or for 40 ms', () => {
    const { got, say, commit } = room();
    say(2);
    commit(1);
    expect(got).toEqual([{ who: 'mo', kinds: ['updates'] }]);
    commit(1);
    expect(got.slice(1)).toEqual([
      { who: 'mo', kinds: ['updates', 'awareness'] },
      { who: 'luz', kinds: ['awareness'] },
    ]);
    say(3);
    vi.advanceTimersByTime(39);
    expect(got.length).toBe(3);
    vi.advanceTimersByTime(1);
    expect(got.slice(3).map(({ kinds }) => kinds)).toEqual([['awareness'], ['awareness']]);
  });
});

/** The frames of one write: unmasked WebSocket messages below 126 bytes, one after the other. */
function framesIn(bytes: Buffer) {
  const frames = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt8(at + 1);
    const body = new Uint8Array(bytes.subarray(at + 2, at + 2 + length));
    frames.push(decodeFrame(body));
    at += 2 + length;
  }
  return frames;
}
