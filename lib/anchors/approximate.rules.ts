/**
 * Where a pattern stands in a text with the fewest errors (letters put in, left out or exchanged), by Myers' bit-parallel
 * algorithm (G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", JACM
 * 46(3), 1999), in blocks of 32 rows, with Ukkonen's cut-off: blocks that cannot come below the bound are not computed.
 */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

interface Column {
  /** Vertical differences of +1 and -1, a bit a row. */
  readonly plus: Int32Array;
  readonly minus: Int32Array;
  /** The last row of each block. */
  readonly mask: Int32Array;
  readonly score: Int32Array;
}

const BITS = 32;

/** All places with the least number of errors, if that is at most `maxErrors`. */
export function approximateMatches(text: string, pattern: string, maxErrors: number): readonly Match[] {
  const bound = Math.min(maxErrors, pattern.length);
  const { errors, ends } = bestEnds(text, pattern, bound);
  return ends.map((end) => ({ start: startOf(text, pattern, end, errors), end, errors }));
}

/** The same from right to left tells where a match begins; of several beginnings the one nearest the pattern's length. */
function startOf(text: string, pattern: string, end: number, errors: number): number {
  const from = Math.max(0, end - pattern.length - errors);
  const found = bestEnds(reversed(text.slice(from, end)), reversed(pattern), errors, true);
  let best = pattern.length;
  let distance = Infinity;
  for (const length of found.ends) {
    const off = Math.abs(length - pattern.length);
    if (off < distance) [best, distance] = [length, off];
  }
  return Math.max(0, end - best);
}

const reversed = (text: string): string => {
  let out = '';
  for (let at = text.length - 1; at >= 0; at -= 1) out += text.charAt(at);
  return out;
};

/** `fromStart`: the match must begin at the text's beginning (a row above that counts up instead of staying 0). */
function bestEnds(
  text: string,
  pattern: string,
  maxErrors: number,
  fromStart = false,
): { readonly errors: number; readonly ends: number[] } {
  const length = pattern.length;
  if (length === 0) return { errors: 0, ends: [] };
  const blocks = Math.ceil(length / BITS);
  const lastBlock = blocks - 1;
  const column: Column = {
    plus: new Int32Array(blocks).fill(-1),
    minus: new Int32Array(blocks),
    mask: new Int32Array(blocks).fill(1 << 31),
    score: Int32Array.from({ length: blocks }, (_, b) => Math.min((b + 1) * BITS, length)),
  };
  column.mask[lastBlock] = 1 << ((length - 1) % BITS);
  const equal = equalities(pattern, blocks);
  const none = new Int32Array(blocks);
  let bound = maxErrors;
  let ends: number[] = [];
  // The lowest block that may still come below the bound.
  let active = fromStart ? lastBlock : Math.min(lastBlock, Math.max(0, Math.ceil(bound / BITS) - 1));
  for (let at = 0; at < text.length; at += 1) {
    const eq = equal.get(text.charCodeAt(at)) ?? none;
    let carry = fromStart ? 1 : 0;
    for (let b = 0; b <= active; b += 1) {
      carry = advance(column, eq, b, carry);
      column.score[b] = (column.score[b] ?? 0) + carry;
    }
    const lowest = column.score[active] ?? 0;
    const below = eq[active + 1] ?? 0;
    if (active < lastBlock && lowest - carry <= bound && ((below & 1) !== 0 || carry < 0)) {
      active += 1;
      column.plus[active] = -1;
      column.minus[active] = 0;
      const rows = active === lastBlock ? length - lastBlock * BITS : BITS;
      column.score[active] = lowest + rows - carry + advance(column, eq, active, carry);
    } else if (!fromStart) while (active > 0 && (column.score[active] ?? 0) >= bound + BITS) active -= 1;
    const errors = column.score[lastBlock] ?? 0;
    if (active === lastBlock && errors <= bound) {
      if (errors < bound) ends = [];
      bound = errors;
      ends.push(at + 1);
    }
  }
  return { errors: bound, ends };
}

/** For each letter of the pattern, the rows where it stands. */
function equalities(pattern: string, blocks: number): Map<number, Int32Array> {
  const found = new Map<number, Int32Array>();
  for (let row = 0; row < pattern.length; row += 1) {
    const unit = pattern.charCodeAt(row);
    let rows = found.get(unit);
    if (!rows) found.set(unit, (rows = new Int32Array(blocks)));
    const block = Math.floor(row / BITS);
    rows[block] = (rows[block] ?? 0) | (1 << (row % BITS));
  }
  return found;
}

/** One column of one block; takes the difference at its upper edge, gives the one at its lower edge (-1, 0, 1). */
function advance({ plus, minus, mask }: Column, eq: Int32Array, b: number, carry: number): number {
  const [pv, mv, last] = [plus[b] ?? 0, minus[b] ?? 0, mask[b] ?? 0];
  const negative = carry < 0 ? 1 : 0;
  const same = (eq[b] ?? 0) | negative;
  const xv = (eq[b] ?? 0) | mv;
  const xh = (((same & pv) + pv) ^ pv) | same;
  let ph = mv | ~(xh | pv);
  let mh = pv & xh;
  const out = (ph & last) !== 0 ? 1 : (mh & last) !== 0 ? -1 : 0;
  ph = (ph << 1) | (carry > 0 ? 1 : 0);
  mh = (mh << 1) | negative;
  plus[b] = mh | ~(xv | ph);
  minus[b] = ph & xv;
  return out;
}
