import { align } from '../anchors/align.rules.ts';
import type { Alignment } from '../anchors/align.rules.ts';
import type { Range } from '../anchors/rules.ts';
import type { Tokens } from '../anchors/tokens.rules.ts';
import { tokenAfter } from '../anchors/tokens.rules.ts';

export interface Segment {
  readonly text: string;
  readonly change: 'same' | 'removed' | 'added';
}

export interface DiffRow<Block> {
  readonly kind: 'same' | 'changed' | 'removed' | 'added' | 'moved';
  readonly old: { readonly block: Block; readonly segments: readonly Segment[] } | null;
  readonly new: { readonly block: Block; readonly segments: readonly Segment[] } | null;
}

interface Side<Block> {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * What changed between two versions, block by block and word by word (SRC-5). From the same alignment that carries the
 * marks, so that what is shown is what they followed. A block goes with the new block that most of its words went to;
 * blocks that were split or joined show the rest of their words as added or removed.
 */
export function diffVersions<Block extends Range>(old: Side<Block>, next: Side<Block>): DiffRow<Block>[] {
  const alignment = align(old.text, next.text);
  const partner = partners(alignment, old.blocks, next.blocks);
  const taken = new Map([...partner].map(([from, to]) => [to, from]));
  const rows: DiffRow<Block>[] = [];
  const inOrder = rising(partner);
  let at = 0;
  const emitNew = (until: number) => {
    for (; at < until; at += 1) {
      const from = taken.get(at);
      const block = next.blocks[at];
      if (!block || (from !== undefined && inOrder.has(from))) continue;
      rows.push(
        from === undefined
          ? { kind: 'added', old: null, new: { block, segments: newSegments(alignment, block, null) } }
          : {
              kind: 'moved',
              old: null,
              new: { block, segments: newSegments(alignment, block, old.blocks[from] ?? null) },
            },
      );
    }
  };
  for (const [index, block] of old.blocks.entries()) {
    const to = partner.get(index);
    const target = to === undefined ? undefined : next.blocks[to];
    if (to === undefined || !target) {
      rows.push({ kind: 'removed', old: { block, segments: oldSegments(alignment, block, null) }, new: null });
      continue;
    }
    if (!inOrder.has(index)) {
      rows.push({ kind: 'moved', old: { block, segments: oldSegments(alignment, block, target) }, new: null });
      continue;
    }
    emitNew(to);
    const left = oldSegments(alignment, block, target);
    const right = newSegments(alignment, target, block);
    const same = [...left, ...right].every(({ change }) => change === 'same');
    rows.push({
      kind: same ? 'same' : 'changed',
      old: { block, segments: left },
      new: { block: target, segments: right },
    });
    at = to + 1;
  }
  emitNew(next.blocks.length);
  return rows;
}

/** For each old block the new one that most of its words went to, by what they tell; each new block once. */
function partners(
  { old, next, forth, weight }: Alignment,
  oldBlocks: readonly Range[],
  newBlocks: readonly Range[],
): Map<number, number> {
  const ties: { from: number; to: number; worth: number }[] = [];
  for (const [from, block] of oldBlocks.entries()) {
    const worth = new Map<number, number>();
    for (
      let token = tokenAfter(old, block.start);
      token < old.count && (old.starts[token] ?? 0) < block.end;
      token += 1
    ) {
      const target = forth[token] ?? -1;
      if (target < 0) continue;
      const to = blockOf(newBlocks, next.starts[target] ?? 0);
      worth.set(to, (worth.get(to) ?? 0) + 0.05 + (weight[old.ids[token] ?? 0] ?? 0));
    }
    for (const [to, sum] of worth) ties.push({ from, to, worth: sum });
  }
  ties.sort((a, b) => b.worth - a.worth || a.from - b.from);
  const [pairs, used] = [new Map<number, number>(), new Set<number>()];
  for (const { from, to } of ties) {
    if (pairs.has(from) || used.has(to)) continue;
    pairs.set(from, to);
    used.add(to);
  }
  return pairs;
}

function blockOf(blocks: readonly Range[], offset: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The old blocks whose partners stand in the same order: the longest rising run of partners. */
function rising(partner: ReadonlyMap<number, number>): ReadonlySet<number> {
  const pairs = [...partner].sort((a, b) => a[0] - b[0]);
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, [, value]] of pairs.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const from = pairs[at]?.[0];
    if (from !== undefined) kept.add(from);
  }
  return kept;
}

const oldSegments = ({ old, next, forth, soft }: Alignment, block: Range, partner: Range | null): Segment[] =>
  segmentsOf(old, block, 'removed', (token) => {
    const target = forth[token] ?? -1;
    return target >= 0 && soft[token] === 0 && stands(next, target, partner) && sameWord(old, token, next, target);
  });

const newSegments = ({ old, next, back, soft }: Alignment, block: Range, partner: Range | null): Segment[] =>
  segmentsOf(next, block, 'added', (token) => {
    const from = back[token] ?? -1;
    return from >= 0 && soft[from] === 0 && stands(old, from, partner) && sameWord(old, from, next, token);
  });

const stands = ({ starts }: Tokens, token: number, block: Range | null): boolean =>
  block !== null && (starts[token] ?? 0) >= block.start && (starts[token] ?? 0) < block.end;

/** Tokens that read the same may differ in their quotation marks: that is a change to show. */
const sameWord = (old: Tokens, a: number, next: Tokens, b: number): boolean =>
  old.text.slice(old.starts[a], old.ends[a]) === next.text.slice(next.starts[b], next.ends[b]);

/** The block's text in runs; the white space between two words of one kind goes with them. */
function segmentsOf(
  tokens: Tokens,
  block: Range,
  change: 'removed' | 'added',
  stayed: (token: number) => boolean,
): Segment[] {
  const segments: { text: string; change: Segment['change'] }[] = [];
  let from = block.start;
  const push = (until: number, kind: Segment['change']) => {
    if (until <= from) return;
    const last = segments.at(-1);
    const text = tokens.text.slice(from, until);
    if (last?.change === kind) last.text += text;
    else segments.push({ text, change: kind });
    from = until;
  };
  for (let token = tokenAfter(tokens, block.start); token < tokens.count; token += 1) {
    const start = tokens.starts[token] ?? 0;
    if (start >= block.end) break;
    const kind = stayed(token) ? 'same' : change;
    push(start, segments.at(-1)?.change === kind ? kind : 'same');
    push(tokens.ends[token] ?? block.end, kind);
  }
  push(block.end, 'same');
  return segments;
}
