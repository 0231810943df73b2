import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { importInput } from './exchange.schema.ts';
import { addressesOf } from './import-addresses.ts';
import { takeLinks } from './import-links.ts';
import { takeThings } from './import-things.ts';
import { decodeLink } from './model/ftm.rules.ts';
import { isLinkSchema, pointedBy } from './rules.ts';

/**
 * Takes in up to 200 entities and relationships in FollowTheMoney's form (ENT-8). An id that is an entity's own, which
 * the actor may see, adds to that entity; any other id is always the same new one in the same case, so that a file sent
 * twice, or again from the middle, makes nothing twice.
 */
export const importEntities = command({
  name: 'entity.import',
  input: importInput,
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.create'),
  run: async (ctx, input) => {
    // Two imports of one list wait for each other here, and the second finds what the first has made.
    const place = input.investigationId ?? ctx.actor.id;
    await ctx.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`entity.import ${place}`}, 0))`;
    const things = input.items.filter(({ schema }) => !isLinkSchema(schema));
    const links = input.items.filter(({ schema }) => isLinkSchema(schema));
    const ends = links.flatMap((item) => {
      const link = decodeLink(item);
      return link ? [link.fromId, link.toId, ...pointedBy(item.schema, link.properties)] : [];
    });
    const pointed = things.flatMap(({ schema, properties }) => pointedBy(schema, properties));
    const addresses = await addressesOf(ctx, input, [...things.map(({ id }) => id), ...pointed, ...ends]);
    const taken = await takeThings(ctx, input, things, addresses);
    const linked = await takeLinks(ctx, input, links, addresses);
    return {
      created: taken.created,
      known: taken.known + linked.known,
      links: linked.links,
      skipped: [...taken.skipped, ...linked.skipped].map((one) => ({ ...one })),
    };
  },
});
