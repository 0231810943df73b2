import {
  nextCharacter,
  nextWord,
  previousCharacter,
  previousWord,
  snapToCharacters,
  snapToWords,
} from '../../lib/anchors/segment.rules.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A mark whose ends are being moved: nothing is sent before it is done. */
export interface Adjusting {
  readonly id: string;
  readonly ranges: readonly Range[];
  /** Which of its ranges the keys move. */
  readonly at: number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Arrows move the end, with Shift the beginning, by words, with Alt by characters; Tab goes on to the next range. */
export function adjustByKey(text: string, adjusting: Adjusting, { key, shiftKey, altKey }: Key): Adjusting | null {
  const { ranges, at } = adjusting;
  const range = ranges[at];
  if (!range) return null;
  if (key === 'Tab') return { ...adjusting, at: (at + 1) % ranges.length };
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const from = shiftKey ? range.start : range.end;
  const on = key === 'ArrowRight';
  const to = altKey
    ? on
      ? nextCharacter(text, from)
      : previousCharacter(text, from)
    : on
      ? shiftKey
        ? nextWord(text, from + 1)?.start
        : nextWord(text, from)?.end
      : shiftKey
        ? previousWord(text, from)?.start
        : previousWord(text, from - 1)?.end;
  return to === undefined ? adjusting : moveEnd(text, adjusting, at, shiftKey ? 'start' : 'end', to, true);
}

/** One end of a range at another place. What would leave nothing of it, or run into its neighbour, stays as it was. */
export function moveEnd(
  text: string,
  adjusting: Adjusting,
  at: number,
  end: 'start' | 'end',
  to: number,
  exactly: boolean,
): Adjusting {
  const range = adjusting.ranges[at];
  if (!range) return adjusting;
  const [start, stop] = end === 'start' ? [to, range.end] : [range.start, to];
  if (start >= stop) return adjusting;
  const snapped = (exactly ? snapToCharacters : snapToWords)(text, start, stop);
  const before = adjusting.ranges[at - 1]?.end ?? 0;
  const after = adjusting.ranges[at + 1]?.start ?? text.length;
  if (!snapped || snapped.start < before || snapped.end > after) return adjusting;
  return { ...adjusting, ranges: adjusting.ranges.map((one, index) => (index === at ? snapped : one)) };
}

/** Ranges in the order of the text; those that meet are one. */
export function joined(ranges: readonly Range[]): readonly Range[] {
  const done: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = done.at(-1);
    if (last && range.start <= last.end)
      done[done.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else done.push(range);
  }
  return done;
}
