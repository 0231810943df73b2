import type { BlockRole, ParsedBlock } from './blocks.rules.ts';

export type DraftBlock = ParsedBlock;

export interface SealedBlock {
  readonly role: BlockRole;
  readonly number: string | null;
  /** The short address that people say and type: P12, Cap2, C7 (SRC-9). */
  readonly label: string;
  /** UTF-16 offsets into the text, end excluded. */
  readonly start: number;
  readonly end: number;
  readonly language?: string;
  readonly page?: number;
  readonly author?: string;
  readonly depth?: number;
}

export interface CanonicalText {
  readonly text: string;
  readonly blocks: readonly SealedBlock[];
}

/** NFC, LF, no space at the end of a line, no empty line: two drafts that read the same seal to the same hash (SRC-3). */
export function canonicalBlockText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n|[\r\u2028\u2029\u0085]/gu, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

const PREFIX: Record<BlockRole, string> = {
  dateline: 'D',
  headline: 'H',
  subhead: 'H',
  byline: 'B',
  caption: 'Cap',
  lede: 'P',
  body: 'P',
  quote: 'P',
  list: 'P',
  table: 'T',
  comment: 'C',
  boilerplate: 'X',
};

/** The canonical text of a draft with its block table. Empty blocks are left out. */
export function canonicalise(draft: readonly DraftBlock[]): CanonicalText {
  const kept = draft
    .map((block) => ({ ...block, text: canonicalBlockText(block.text) }))
    .filter((block) => block.text.trim() !== '');
  const labels = labelsFor(kept);
  const blocks: SealedBlock[] = [];
  let at = 0;
  for (const [index, block] of kept.entries()) {
    blocks.push({
      role: block.role,
      number: block.number,
      label: labels[index] ?? '',
      start: at,
      end: at + block.text.length,
      ...(block.language === undefined ? {} : { language: block.language }),
      ...(block.page === undefined ? {} : { page: block.page }),
      ...(block.author === undefined ? {} : { author: block.author }),
      ...(block.depth === undefined ? {} : { depth: block.depth }),
    });
    at += block.text.length + 1;
  }
  return { text: kept.map((block) => block.text).join('\n'), blocks };
}

/**
 * Labels count up within their kind; a comment keeps its own number, and a second comment of the same number gets a
 * letter (C7, C7b). A comment without a number counts on from the highest.
 */
export function labelsFor(blocks: readonly Pick<DraftBlock, 'role' | 'number'>[]): readonly string[] {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  const copies = new Map<string, number>();
  let highest = 0;
  return blocks.map(({ role, number }) => {
    const prefix = PREFIX[role];
    let label: string;
    if (role === 'comment') {
      highest = number ? Math.max(highest, Number(number)) : highest + 1;
      label = `C${number ?? highest}`;
    } else {
      const next = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, next);
      label = `${prefix}${next}`;
    }
    let copy = copies.get(label) ?? 1;
    let unique = label;
    while (taken.has(unique)) {
      copy += 1;
      unique = `${label}${copy <= 26 ? String.fromCharCode(96 + copy) : `-${copy}`}`;
    }
    copies.set(label, copy);
    taken.add(unique);
    return unique;
  });
}
