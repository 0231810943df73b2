import * as Y from 'yjs';
import { FRAGMENT } from './schema-version.ts';

type Block = ReturnType<Y.XmlFragment['toArray']>[number];

/** Beyond so many differing blocks on either side they are replaced as a whole. */
const MAX_COMPARED = 1500;

/**
 * An edit that gives `current` the blocks that `earlier` has. Blocks that both have are left alone, with the carets and
 * marks in them: only what differs is taken out and put in (longest common subsequence of blocks). Null when nothing does.
 */
export function restoringUpdate(current: Y.Doc, earlier: Y.Doc): Uint8Array | null {
  const made: Uint8Array[] = [];
  current.on('update', (update: Uint8Array) => made.push(update));
  const fragment = current.getXmlFragment(FRAGMENT);
  const [now, then] = [fragment.toArray(), earlier.getXmlFragment(FRAGMENT).toArray()];
  const kept = common(now.map(String), then.map(String));
  current.transact(() => {
    // From the end, so that places further to the front stay what they are.
    let [n, t] = [now.length, then.length];
    for (const [keepNow, keepThen] of [...kept.reverse(), [-1, -1] as const]) {
      if (n - keepNow > 1) fragment.delete(keepNow + 1, n - keepNow - 1);
      const blocks = then.slice(keepThen + 1, t).map(copyOf);
      if (blocks.length > 0) fragment.insert(keepNow + 1, blocks);
      [n, t] = [keepNow, keepThen];
    }
  });
  return made[0] ?? null;
}

function copyOf(block: Block): Y.XmlElement | Y.XmlText {
  const copy = block.clone();
  if (copy instanceof Y.XmlElement || copy instanceof Y.XmlText) return copy;
  throw new Error('a note has no other blocks');
}

/** Pairs of places that stay, in order. */
function common(now: readonly string[], then: readonly string[]): (readonly [number, number])[] {
  let head = 0;
  while (head < now.length && head < then.length && now[head] === then[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(now.length, then.length) - head && now.at(-1 - tail) === then.at(-1 - tail)) tail += 1;
  const pairs = Array.from({ length: head }, (_, index) => [index, index] as const);
  pairs.push(...middle(now.slice(head, now.length - tail), then.slice(head, then.length - tail), head));
  for (let index = tail; index > 0; index -= 1) pairs.push([now.length - index, then.length - index]);
  return pairs;
}

function middle(now: readonly string[], then: readonly string[], offset: number): (readonly [number, number])[] {
  if (now.length > MAX_COMPARED || then.length > MAX_COMPARED) return [];
  const lengths = Array.from({ length: now.length + 1 }, () => new Uint16Array(then.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = now.length - 1; i >= 0; i -= 1)
    for (let j = then.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = now[i] === then[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < now.length && j < then.length;) {
    if (now[i] === then[j]) {
      pairs.push([offset + i, offset + j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
