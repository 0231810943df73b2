import type { CommandContext } from '../platform/command.ts';
import { uuid } from '../platform/ids.ts';
import type { Exchanged, ImportInput } from './exchange.schema.ts';
import type { Addresses } from './import-addresses.ts';
import { derivedId } from './import-addresses.ts';
import { goodValues } from './import-things.ts';
import type { DecodedLink, Values } from './model/ftm.rules.ts';
import { copied, decodeLink } from './model/ftm.rules.ts';
import { endsComplaint, isA, isPartialDate, pointersOf, propertiesOf, tidyDate } from './rules.ts';

export interface TakenLinks {
  readonly links: number;
  readonly known: number;
  readonly skipped: readonly { readonly id: string; readonly why: string }[];
}

interface Line extends DecodedLink {
  readonly id: string;
  readonly schema: string;
  readonly asked: string;
}

/** Takes in the relationships of a batch; what they link is there already. */
export async function takeLinks(
  ctx: CommandContext,
  { investigationId, importedFrom }: ImportInput,
  items: readonly Exchanged[],
  addresses: Addresses,
): Promise<TakenLinks> {
  const { tx, actor, now, emit } = ctx;
  const skipped: { id: string; why: string }[] = [];
  const lines: Line[] = [];
  for (const item of items) {
    const { id, schema } = item;
    const link = decodeLink(item);
    const [from, to] = link ? [addresses.find(link.fromId), addresses.find(link.toId)] : [];
    const complaint = !investigationId
      ? 'A relationship stands in a case: import it into one.'
      : !link
        ? 'It does not say what it links.'
        : !from || !to
          ? 'One of its ends is not here.'
          : from.id === to.id
            ? 'Its ends are the same entity.'
            : endsComplaint(schema, from.schema, to.schema);
    if (complaint) skipped.push({ id, why: complaint });
    else if (link && from && to)
      lines.push({
        ...link,
        fromId: from.id,
        toId: to.id,
        properties: kept(schema, link.properties, addresses),
        schema,
        asked: id,
        id: derivedId('link', id, investigationId, actor.id),
      });
  }
  if (!investigationId || lines.length === 0) return { links: 0, known: 0, skipped };
  const there = await tx.relationship.findMany({
    where: {
      OR: [
        { id: { in: lines.map(({ id }) => id) } },
        { investigationId, id: { in: lines.flatMap(({ asked }) => uuid.safeParse(asked).data ?? []) } },
      ],
    },
    select: { id: true },
  });
  const known = new Set(there.map(({ id }) => id));
  const fresh = new Map(
    lines.filter(({ id, asked }) => !known.has(id) && !known.has(asked)).map((line) => [line.id, line]),
  );
  const rows = [...fresh.values()].map(({ id, schema, fromId, toId, role, startDate, endDate, properties }) => ({
    id,
    schema,
    fromId,
    toId,
    role: role.replace(/\s+/gu, ' ').trim(),
    startDate: date(startDate),
    endDate: date(endDate),
    properties: copied(properties),
    importedFrom,
    investigationId,
    createdById: actor.id,
    createdAt: now,
  }));
  if (rows.length > 0) await tx.relationship.createMany({ data: rows });
  for (const { id, schema, fromId, toId, role, properties } of rows)
    emit({
      stream: investigationId,
      type: 'relationship.created',
      subject: { type: 'relationship', id },
      data: {
        schema,
        fromId,
        toId,
        role,
        claimIds: [],
        ...(Object.keys(properties).length > 0 ? { properties } : {}),
      },
    });
  return { links: rows.length, known: lines.length - rows.length, skipped };
}

/** What else is said of it, as far as its schema knows it and it fits; who is pointed to must be here. */
function kept(schema: string, said: Values, addresses: Addresses): Values {
  const known = propertiesOf(schema);
  const pointers = pointersOf(schema);
  const all = Object.entries(said).map(([property, values]): [string, readonly string[]] => {
    const range = pointers[property];
    if (range === undefined)
      return [property, Object.hasOwn(known, property) ? goodValues(schema, property, values) : []];
    const found = values.map((id) => addresses.find(id)).filter((one) => one !== undefined);
    return [property, found.filter((one) => isA(one.schema, range)).map(({ id }) => id)];
  });
  return Object.fromEntries(
    all.filter(([, values]) => values.length > 0).map(([key, values]) => [key, [...new Set(values)]]),
  );
}

/** As exactly as it is known; the time of a day is let go. */
const date = (value: string | undefined): string | null => {
  const tidy = value && tidyDate(value.split('T', 1)[0] ?? '');
  return tidy && isPartialDate(tidy) ? tidy : null;
};
