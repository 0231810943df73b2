/** One stretch of a comparison. `before` and `after` are what only one side has. */
export interface Stretch {
  readonly kind: 'same' | 'before' | 'after';
  readonly text: string;
}

const MAX_WORDS = 4000;
const tokens = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+(?:[.,’'-][\p{L}\p{N}]+)*|[^\s]/gu) ?? [];

/**
 * What changed from one text to another, word by word: the longest common subsequence of words (Myers, "An O(ND) Difference
 * Algorithm and Its Variations", 1986, greedy forward form). Texts too long to compare come back whole.
 */
export function wordDiff(before: string, after: string): readonly Stretch[] {
  const [a, b] = [tokens(before), tokens(after)];
  if (a.length + b.length > MAX_WORDS)
    return before === after ? [{ kind: 'same', text: before }] : whole(before, after);
  const trail = furthest(a, b);
  const reversed: Stretch[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trail.length - 1; d >= 0; d -= 1) {
    const v = trail[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (v.get(fromK) ?? 0);
    const fromY = d === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY && !(d > 0 && x === (down ? fromX : fromX + 1) && y === (down ? fromY + 1 : fromY))) {
      x -= 1;
      y -= 1;
      reversed.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (d === 0) break;
    if (down) reversed.push({ kind: 'after', text: b[y - 1] ?? '' });
    else reversed.push({ kind: 'before', text: a[x - 1] ?? '' });
    [x, y] = [fromX, fromY];
  }
  return joined(reversed.reverse());
}

/** For each number of edits, the furthest x reached on each diagonal before that step. */
function furthest(a: readonly string[], b: readonly string[]): Map<number, number>[] {
  const trail: Map<number, number>[] = [];
  let v = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= a.length + b.length; d += 1) {
    trail.push(new Map(v));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1));
      let x = down ? (v.get(k + 1) ?? 0) : (v.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      v.set(k, x);
      if (x >= a.length && y >= b.length) return trail;
    }
    v = new Map(v);
  }
  return trail;
}

const whole = (before: string, after: string): Stretch[] => [
  { kind: 'before', text: before },
  { kind: 'after', text: after },
];

function joined(parts: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

const fold = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
const denials = new Set([
  'not',
  'no',
  'never',
  'nobody',
  'none',
  'without',
  'nunca',
  'nadie',
  'ningun',
  'ninguna',
  'sin',
  'jamas',
]);
const small = new Set(
  'the a an of in on at to for and or that was were is are by with el la los las un una de del en y o que fue por con al se'.split(
    ' ',
  ),
);

export interface Differs {
  /** Words that only one of the two has, small ones left out. */
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  /** A number, or a "not", is among them: the two may well be different claims. */
  readonly number: boolean;
  readonly denial: boolean;
}

/** What sets a claim apart from one that looks like it (CLM-14). */
export function whatDiffers(here: string, there: string): Differs {
  const wordsOf = (text: string) => tokens(text).filter((word) => /[\p{L}\p{N}]/u.test(word) && !small.has(fold(word)));
  const [a, b] = [wordsOf(here), wordsOf(there)];
  const [inA, inB] = [new Set(a.map(fold)), new Set(b.map(fold))];
  const onlyHere = a.filter((word) => !inB.has(fold(word)));
  const onlyThere = b.filter((word) => !inA.has(fold(word)));
  const apart = [...onlyHere, ...onlyThere];
  return {
    onlyHere,
    onlyThere,
    number: apart.some((word) => /\p{N}/u.test(word)),
    denial: apart.some((word) => denials.has(fold(word))),
  };
}
