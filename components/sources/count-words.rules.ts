import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';

/** What a text is made of, in the order of the roles; what is not there is left out. */
export function countsOf(
  parts: readonly { readonly role: BlockRole }[],
): readonly { readonly role: BlockRole; readonly count: number }[] {
  const counts = new Map<BlockRole, number>();
  for (const { role } of parts) counts.set(role, (counts.get(role) ?? 0) + 1);
  return blockRoles.flatMap((role) => {
    const count = counts.get(role) ?? 0;
    return count === 0 ? [] : [{ role, count }];
  });
}
