import type { CommandContext } from '../platform/command.ts';
import type { Prisma } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import type { EmittedEvent } from '../platform/events.ts';

const GONE = 'This mark was deleted, or is not for you.';

/**
 * The mark as it stands now, locked until the command ends: what the permission table saw before the lock may have
 * changed since.
 */
export async function lockMark({ tx, actor }: CommandContext, id: string, options: { readonly deleted: boolean }) {
  await tx.$queryRaw`SELECT 1 FROM "Annotation" WHERE id = ${id}::uuid FOR UPDATE`;
  const mark = found(
    await tx.annotation.findUnique({
      where: { id },
      include: {
        tags: { select: { tag: { select: { id: true, name: true, slug: true } } }, orderBy: { tag: { slug: 'asc' } } },
        anchors: { orderBy: [{ version: { number: 'asc' } }, { ordinal: 'asc' }], select: { exact: true } },
        claim: { select: { id: true, number: true, statement: true } },
        entity: { select: { id: true, name: true } },
      },
    }),
    GONE,
  );
  if (mark.visibility === 'private' && mark.authorId !== actor.id) refuse('not_found', GONE);
  if (mark.deletedAt && !options.deleted) refuse('not_found', GONE);
  return mark;
}
export type Mark = Awaited<ReturnType<typeof lockMark>>;

/** What a mark was and became, by field, in words: the trail can be read by itself (ANN-13). */
export type Changes = Readonly<Record<string, { readonly before: string | null; readonly after: string | null }>>;

const QUOTED = 280;
/** The marked words as history shows them. */
export function quoteOf(anchors: readonly { readonly exact: string }[]): string {
  const words = anchors.map((anchor) => anchor.exact).join(' … ');
  return words.length > QUOTED ? `${words.slice(0, QUOTED).toWellFormed()}…` : words;
}

export const listed = (names: readonly string[]): string | null => (names.length > 0 ? names.join(', ') : null);

/** An event about a mark; a private one's content is its author's alone (ANN-7). */
export const aboutMark = (
  mark: Pick<Mark, 'id' | 'investigationId' | 'sourceId' | 'visibility' | 'authorId'>,
  type: string,
  changes: Changes,
  more: Prisma.InputJsonObject = {},
): EmittedEvent => ({
  stream: mark.investigationId,
  type,
  subject: { type: 'annotation', id: mark.id },
  data: { annotationId: mark.id, sourceId: mark.sourceId, ...more, changes },
  visibleTo: onlyFor(mark),
});

export const onlyFor = (mark: Pick<Mark, 'visibility' | 'authorId'>): string | undefined =>
  mark.visibility === 'private' ? mark.authorId : undefined;

/**
 * Refuses to take words away from under what rests on them: evidence, or a claim that is being checked. The claim's row
 * is locked, so that two last mentions cannot each count on the other.
 */
export async function refuseWhenCarrying({ tx }: CommandContext, mark: Mark): Promise<void> {
  await refuseWhenEvidence(tx, mark);
  await refuseLastMention(tx, mark);
}

export async function refuseWhenEvidence(tx: CommandContext['tx'], mark: Mark): Promise<void> {
  const evidence = await tx.evidence.findFirst({
    where: { annotationId: mark.id, removedAt: null },
    select: { claim: { select: { number: true } } },
  });
  if (evidence)
    refuse('conflict', `This mark carries evidence of claim ${evidence.claim.number}. Remove that evidence first.`);
}

export async function refuseLastMention(tx: CommandContext['tx'], mark: Mark): Promise<void> {
  if (!mark.claim || mark.visibility === 'private') return;
  const [claim] = await tx.$queryRaw<{ state: string }[]>`
    SELECT state::text AS state FROM "Claim" WHERE id = ${mark.claim.id}::uuid FOR UPDATE`;
  if (claim?.state === 'new') return;
  const others = await tx.annotation.count({
    where: { claimId: mark.claim.id, id: { not: mark.id }, deletedAt: null, visibility: 'case' },
  });
  if (others === 0)
    refuse(
      'conflict',
      `Claim ${mark.claim.number} is being worked on and rests on these words alone. Link it to another passage first.`,
    );
}
