import type { FlagKey } from '../kin/links.rules.ts';
import type { ClaimState } from '../rules.ts';
import { isUnderVerdict } from '../rules.ts';

/** How well a sentence stands, the weakest first: it is as strong as the weakest claim that it rests on (CLM-16). */
export const levels = ['refuted', 'open', 'mixed', 'weak', 'aside', 'sound'] as const;
export type Level = (typeof levels)[number];

/** What still has to be done before a sentence goes out. */
export const readBlocks = [
  'refuted',
  'unsigned',
  'mixed',
  'second_source',
  'reply_missing',
  'off_record',
  'evidence_moved',
  'basis_changed',
  'stale',
  'disputed',
  'rests_on_refuted',
  'rests_on_reopened',
  'contradicts_true',
  'part_refuted',
  'duplicate_differs',
] as const;
export type ReadBlock = (typeof readBlocks)[number];

export interface ReadFacts {
  readonly state: ClaimState;
  /** 1 (false) to 5 (true) of the verdict that stands; null where there is none or it has no number. */
  readonly value: number | null;
  /** Independent origins of its evidence. */
  readonly independent: number;
  readonly onlyOffRecord: boolean;
  readonly flags: readonly FlagKey[];
}

/** One source is a rumour: a story wants two that do not come from one another. */
const SOURCES = 2;

export function blocksOf({ state, value, independent, onlyOffRecord, flags }: ReadFacts): ReadBlock[] {
  if (state === 'set_aside') return [];
  const signed = isUnderVerdict(state);
  const blocks: ReadBlock[] = [];
  if (!signed) blocks.push('unsigned');
  else if (value !== null && value <= 2) blocks.push('refuted');
  else if (value === null || value === 3) blocks.push('mixed');
  if (independent < SOURCES) blocks.push('second_source');
  if (onlyOffRecord) blocks.push('off_record');
  return [...blocks, ...readBlocks.filter((block) => flags.some((flag) => flag === block))];
}

export function levelOf(facts: ReadFacts): Level {
  const blocks = blocksOf(facts);
  if (facts.state === 'set_aside') return 'aside';
  if (blocks.includes('refuted')) return 'refuted';
  if (blocks.includes('unsigned')) return 'open';
  if (blocks.includes('mixed')) return 'mixed';
  return blocks.length > 0 ? 'weak' : 'sound';
}

/** null: it rests on no claim. */
export const weakest = (of: readonly Level[]): Level | null => levels.find((level) => of.includes(level)) ?? null;
