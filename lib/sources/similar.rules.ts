/**
 * Near-identical texts (SRC-7). MinHash over shingles of words (Broder 1997), banded for look-up (Leskovec, Rajaraman,
 * Ullman: Mining of Massive Datasets, chapter 3): texts of which about a third of the shingles agree share a band and
 * are then compared word for word.
 */
const SHINGLE = 5;
const BANDS = 24;
const ROWS = 3;

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** Mixes so that every bit of the input moves every bit of the result (murmur3's finaliser). */
function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const seeds = Array.from({ length: BANDS * ROWS }, (_, index) => mix(0x9e3779b9 * (index + 1)));

/** Hashes of every run of five words; of a long text an even sample of them, the same in every text. */
export function shinglesOf(text: string): ReadonlySet<number> {
  const words = wordsOf(text);
  const every = words.length > 20_000 ? 8 : 1;
  const found = new Set<number>();
  if (words.length > 0 && words.length < SHINGLE) found.add(mix(hash(words.join(' '))));
  for (let at = 0; at + SHINGLE <= words.length; at += 1) found.add(mix(hash(words.slice(at, at + SHINGLE).join(' '))));
  return every === 1 ? found : new Set([...found].filter((one) => one % every === 0));
}

/** What a text is looked up by: one signed 32-bit number for each band. Nothing for a text too short to compare. */
export function bandsOf(text: string): readonly number[] {
  const shingles = shinglesOf(text);
  if (shingles.size < 8) return [];
  const least = new Uint32Array(seeds.length).fill(0xffffffff);
  for (const shingle of shingles)
    for (const [index, seed] of seeds.entries()) {
      const value = mix(shingle ^ seed);
      if (value < (least[index] ?? 0)) least[index] = value;
    }
  return Array.from({ length: BANDS }, (_, band) => {
    let value = band + 1;
    for (let row = 0; row < ROWS; row += 1) value = mix(Math.imul(value, 31) ^ (least[band * ROWS + row] ?? 0));
    return value | 0;
  });
}

/** Share of the shorter text's shingles that stand in the other: 1 where one holds all of the other. */
export function overlapOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let common = 0;
  for (const one of small) if (large.has(one)) common += 1;
  return common / small.size;
}

const NOISE =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref|ref_src|source|src|cmpid|ocid|smid|s_cid|ito|share|amp|outputType|__twitter_impression)$/iu;

/** An address without what does not change the page: scheme, www and m, tracking, order of parameters, AMP, fragment. */
export function urlKey(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!['http:', 'https:'].includes(url.protocol)) return null;
  const host = url.hostname.replace(/^(?:www\d?|m|mobile|amp)\./u, '');
  const path = url.pathname
    .replace(/\/(?:amp|index\.(?:html?|php))\/?$/iu, '/')
    .replace(/\.amp$/iu, '')
    .replace(/\/{2,}/gu, '/')
    .replace(/\/$/u, '');
  const kept = [...url.searchParams]
    .filter(([name]) => !NOISE.test(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const search = new URLSearchParams(kept).toString();
  return `${host}${url.port ? `:${url.port}` : ''}${path}${search ? `?${search}` : ''}`.slice(0, 1000);
}
