import type { CommandContext } from '../platform/command.ts';
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
  return tx.tag.findMany({
    where: { slug: { in: [...bySlug.keys()] } },
    orderBy: { slug: 'asc' },
    select: { id: true, name: true },
  });
}
