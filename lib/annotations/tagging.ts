import type { CommandContext } from '../platform/command.ts';
import { readPolicy } from '../investigations/schema.ts';
import { refuse } from '../platform/errors.ts';
import { tagColor, tagSlug } from './rules.ts';

interface Tag {
  readonly id: string;
  readonly name: string;
}

/**
 * The tags of these names, each made when it is first used. The new ones are announced in the case where they were
 * coined, not in the workspace: the name of a tag may say what a confidential case is about.
 */
export async function tagsNamed(
  { tx, actor, now, newId, emit }: CommandContext,
  names: readonly string[],
  place: { readonly stream: string; readonly visibleTo: string | undefined },
): Promise<Tag[]> {
  const bySlug = new Map(names.map((name) => [tagSlug(name), name]));
  if (bySlug.size === 0) return [];
  await refuseFreeTags(tx, [...bySlug.keys()], place.stream);
  // In one order everywhere, so that two commands that coin the same tags wait for each other instead of deadlocking.
  const wanted = [...bySlug].sort(([a], [b]) => (a < b ? -1 : 1));
  const coined = await tx.tag.createManyAndReturn({
    data: wanted.map(([slug, name]) => ({
      id: newId(),
      name,
      slug,
      color: tagColor(slug),
      createdById: actor.id,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  for (const { id, name, color } of coined)
    emit({ ...place, type: 'tag.created', subject: { type: 'tag', id }, data: { name, color } });
  // Locked until the mark carries them: a merge of tags waits, or has happened and its survivor is given.
  await tx.$queryRaw`SELECT 1 FROM "Tag" WHERE slug = ANY (${[...bySlug.keys()]}) ORDER BY slug FOR SHARE`;
  const tags = await tx.tag.findMany({
    where: { slug: { in: [...bySlug.keys()] } },
    orderBy: { slug: 'asc' },
    select: { id: true, name: true, mergedInto: { select: { id: true, name: true } } },
  });
  const given = new Map(tags.map(({ id, name, mergedInto }) => [mergedInto?.id ?? id, mergedInto?.name ?? name]));
  return [...given].map(([id, name]) => ({ id, name }));
}

/** Where a case takes no free tags (ANN-1), only those of the house are given; what marks carry already stays. */
async function refuseFreeTags(
  tx: CommandContext['tx'],
  slugs: readonly string[],
  investigationId: string,
): Promise<void> {
  const investigation = await tx.investigation.findUnique({ where: { id: investigationId }, select: { policy: true } });
  if (!investigation || readPolicy(investigation.policy).freeTags) return;
  const known = await tx.tag.findMany({
    where: {
      slug: { in: [...slugs] },
      OR: [
        { vocabulary: true, retiredAt: null },
        { mergedInto: { vocabulary: true, retiredAt: null } },
        { annotations: { some: { annotation: { investigationId } } } },
      ],
    },
    select: { slug: true },
  });
  const free = slugs.filter((slug) => !known.some((tag) => tag.slug === slug));
  if (free.length > 0)
    refuse('invalid_input', `This case takes the tags of the house only. Not among them: ${free.join(', ')}.`, [
      { path: 'tags', message: 'Not a tag of the house.' },
    ]);
}
