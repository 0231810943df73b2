import type { Range, RangeFault, Resolution } from '../anchors/rules.ts';
import { describe, MAX_MARK, rangeFault, resolveQuote } from '../anchors/rules.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Transaction } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import type { Sealed } from './carry.ts';
import type { TargetInput } from './schema.ts';

const sealedShape = {
  id: true,
  number: true,
  text: true,
  blocks: { select: { id: true, label: true, start: true, end: true }, orderBy: { ordinal: 'asc' } },
} as const;

/** The version to mark: the one asked for, else the latest. Sealed text never changes, so nothing is locked. */
export async function sealedVersion(tx: Transaction, sourceId: string, number: number | undefined): Promise<Sealed> {
  const version = await tx.sourceVersion.findFirst({
    where: { sourceId, ...(number === undefined ? {} : { number }) },
    orderBy: { number: 'desc' },
    select: sealedShape,
  });
  if (version) return version;
  if (number !== undefined && (await tx.sourceVersion.count({ where: { sourceId } })) > 0)
    refuse('invalid_input', `This source has no version ${number}.`, [
      { path: 'version', message: 'No such version.' },
    ]);
  refuse('conflict', 'This source is still a draft. Seal it, then mark it.');
}

/** The versions that came after one, in their order: a mark on an older one is carried through them. */
export const versionsAfter = (tx: Transaction, sourceId: string, number: number): Promise<Sealed[]> =>
  tx.sourceVersion.findMany({
    where: { sourceId, number: { gt: number } },
    orderBy: { number: 'asc' },
    select: sealedShape,
  });

/** Where the target stands in this text, each range with what its anchor keeps; refused in words when it does not. */
export function place({ text, blocks }: Pick<Sealed, 'text' | 'blocks'>, target: TargetInput) {
  const ranges = rangesOf(text, target);
  for (const range of ranges) {
    const fault = rangeFault(text, range);
    if (fault) refuseTarget(faultWords(fault, text.length));
  }
  const overlap = ranges.some((range, n) => range.start < (ranges[n - 1]?.end ?? 0));
  if (overlap) refuseTarget('The ranges of one mark must not overlap.');
  return ranges.map((range) => ({ ...range, ...describe(text, blocks, range.start, range.end) }));
}

/** The rows of a mark's ranges in one version. */
export const anchorRows = (
  { newId }: Pick<CommandContext, 'newId'>,
  annotationId: string,
  versionId: string,
  places: ReturnType<typeof place>,
) =>
  places.map(({ start, end, exact, prefix, suffix, blockId }, ordinal) => ({
    ...{ id: newId(), annotationId, versionId, ordinal },
    ...{ start, end, exact, prefix, suffix, blockId },
  }));

/** A question is put to somebody who can read it. */
export async function requireMember(tx: Transaction, investigationId: string, userId: string): Promise<void> {
  const member = await tx.membership.count({ where: { investigationId, userId } });
  if (member === 0) refuse('invalid_input', 'This person is not in the case. Add them first.');
}

function rangesOf(text: string, target: TargetInput): Range[] {
  if ('ranges' in target) return [...target.ranges].sort((a, b) => a.start - b.start);
  if (!('quote' in target)) return [target];
  const resolved = resolveQuote(text, target.quote);
  return resolved.found ? [{ start: resolved.start, end: resolved.end }] : refuseTarget(quoteWords(resolved));
}

const refuseTarget = (message: string): never => refuse('invalid_input', message, [{ path: 'target', message }]);

function quoteWords({ why, copies }: Extract<Resolution, { found: false }>): string {
  switch (why) {
    case 'missing':
      return 'These words do not stand in this version.';
    case 'ambiguous':
      return `These words stand in ${copies} places that fit. Say which with more of the words before (prefix) or after (suffix).`;
    case 'other_context':
      return `These words stand in this version (${copies === 1 ? 'once' : `${copies} times`}), but not between the prefix and suffix given.`;
  }
}

function faultWords(fault: RangeFault, length: number): string {
  switch (fault) {
    case 'outside':
      return `A mark stands within the text: from 0 to ${length}.`;
    case 'empty':
    case 'blank':
      return 'Mark at least one word.';
    case 'too_long':
      return `Mark at most ${MAX_MARK.toLocaleString('en')} characters at a time.`;
    case 'cuts_character':
      return 'A mark must not begin or end inside a character.';
  }
}
