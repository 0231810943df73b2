import { on } from '../../platform/access.ts';
import { query } from '../../platform/query.ts';
import { changesUnder, isSeenByReaders } from './changes.ts';
import { isUnderVerdict } from '../rules.ts';
import { staleInput, staleView } from './renew.schema.ts';

/** Every verdict of a case under which something has changed, with what changed and all that is built on it (CLM-17). */
export const staleVerdicts = query({
  name: 'claim.stale',
  input: staleInput,
  output: staleView,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async ({ db }, { investigationId }) => {
    const decided = await db.claim.findMany({
      where: { investigationId, decisions: { some: {} } },
      select: { id: true },
    });
    const changes = await changesUnder(
      db,
      decided.map(({ id }) => id),
    );
    const claims = await db.claim.findMany({
      where: { id: { in: [...changes.keys()] } },
      orderBy: { number: 'asc' },
      select: {
        id: true,
        number: true,
        statement: true,
        state: true,
        publications: { where: { endedAt: null }, select: { id: true } },
        stories: {
          where: { story: { publishedAt: { not: null }, endedAt: null } },
          select: { story: { select: { id: true, title: true } } },
        },
        _count: { select: { dossiers: true, relationships: { where: { relationship: { deletedAt: null } } } } },
      },
    });
    return {
      items: claims.map((claim) => {
        const changed = changes.get(claim.id) ?? [];
        const isPublic = claim.publications.length > 0;
        return {
          claimId: claim.id,
          number: claim.number,
          statement: claim.statement,
          isPublic,
          changes: changed,
          renewable: isUnderVerdict(claim.state) && changed.every(({ kind }) => kind !== 'verdict'),
          needsNote: isPublic && isSeenByReaders(changed),
          stories: claim.stories.map(({ story }) => story),
          relationships: claim._count.relationships,
          dossiers: claim._count.dossiers,
        };
      }),
    };
  },
});
