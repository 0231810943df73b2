import type { Actor } from '../platform/access.ts';
import { loadCase } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import { effectiveCaseRole } from '../platform/policy.rules.ts';

/** Names by id, for lines that were written by people. */
export async function namesOf(
  db: Reader,
  ids: readonly (string | null)[],
): Promise<(id: string) => { readonly id: string; readonly name: string }> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await db.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? '' });
}

export interface CaseForViewer {
  readonly title: string;
  readonly confidential: boolean;
  readonly readable: boolean;
}

/** Which of these cases the viewer may read, asked of the same facts as everywhere. */
export async function readableCases(
  db: Reader,
  viewer: Actor,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, CaseForViewer>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await db.investigation.findMany({
    where: { id: { in: wanted } },
    select: { id: true, title: true, confidential: true },
  });
  const entries = await Promise.all(
    rows.map(async ({ id, title, confidential }): Promise<[string, CaseForViewer]> => {
      const facts = await loadCase(db, id, viewer.id, false);
      return [id, { title, confidential, readable: facts !== null && effectiveCaseRole(viewer, facts) !== null }];
    }),
  );
  return new Map(entries);
}
