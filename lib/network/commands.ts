import { requireVisibleEntity } from '../entities/visibility.ts';
import { readableBy } from '../investigations/queries.ts';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { found } from '../platform/errors.ts';
import { scopeKey } from './rules.ts';
import { arrangeInput } from './schema.ts';

/** How a person has laid a network out. Nobody else's business: it leaves no line in the trail. */
export const arrangeNetwork = command({
  name: 'network.arrange',
  input: arrangeInput,
  allow: () => on.workspace('network.arrange'),
  run: async ({ tx, actor, now }, { investigationId, entityId, places }) => {
    if (investigationId)
      found(
        await tx.investigation.findFirst({
          where: { id: investigationId, ...readableBy(actor) },
          select: { id: true },
        }),
      );
    const entity = entityId ? await requireVisibleEntity(tx, actor, entityId) : undefined;
    const key = { userId: actor.id, scope: scopeKey({ investigationId, entityId: entity?.id }) };
    const kept = Object.fromEntries(
      places.map(({ id, x, y, pinned }) => [id, [Math.round(x * 10) / 10, Math.round(y * 10) / 10, pinned]]),
    );
    if (places.length === 0) await tx.networkLayout.deleteMany({ where: key });
    else
      await tx.networkLayout.upsert({
        where: { userId_scope: key },
        create: { ...key, places: kept, at: now },
        update: { places: kept, at: now },
      });
    return { kept: places.length };
  },
});
