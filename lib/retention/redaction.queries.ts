import { blockIndexAt } from '../anchors/blocks.rules.ts';
import { on } from '../platform/access.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { query } from '../platform/query.ts';
import { stretchesOf } from './bars.rules.ts';
import { findDocuments } from './documents.ts';
import type { Found } from './find-words.ts';
import { findWords } from './find-words.ts';
import type { PlaceKind } from './places.ts';
import type { RedactionView } from './redaction.schema.ts';
import { AROUND, redactionList, redactionsOf } from './redaction.schema.ts';

const shape = {
  version: {
    select: {
      number: true,
      text: true,
      blocks: { orderBy: { ordinal: 'asc' } },
      source: { select: { id: true, title: true } },
    },
  },
} satisfies Prisma.RedactionInclude;

/** Who asked for which words to go, and what became of it: those that wait first (ACC-8). */
export const listRedactions = query({
  name: 'redaction.list',
  input: redactionsOf,
  output: redactionList,
  allow: (input) => on.investigation('redaction.read', input.investigationId),
  run: async ({ db }, { investigationId }) => {
    const rows = await db.redaction.findMany({
      where: { investigationId },
      orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
      take: 100,
      include: shape,
    });
    const ids = rows.flatMap(({ askedById, endedById }) => [askedById, endedById ?? askedById]);
    const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    const person = (id: string) => people.find((one) => one.id === id) ?? { id, name: '' };
    const items: RedactionView[] = [];
    for (const { version, ...row } of rows) {
      const { text } = version;
      const waits = row.outcome === null;
      items.push({
        ...{ id: row.id, source: version.source, version: version.number, start: row.start, end: row.end },
        label: version.blocks[blockIndexAt(version.blocks, row.start)]?.label ?? null,
        words: text.slice(row.start, row.end),
        before: text.slice(Math.max(0, row.start - AROUND), row.start),
        after: text.slice(row.end, row.end + AROUND),
        ...{ reason: row.reason, askedBy: person(row.askedById), askedAt: row.askedAt.toISOString() },
        outcome: redactionList.shape.items.element.shape.outcome.parse(row.outcome),
        endedBy: row.endedById ? person(row.endedById) : null,
        ...{ endedAt: row.endedAt?.toISOString() ?? null, endReason: row.endReason },
        ...(waits ? await preview(db, row) : { places: null, otherSources: [] }),
      });
    }
    const held = (await db.legalHold.count({ where: { investigationId, liftedAt: null } })) > 0;
    return { items, held };
  },
});

type Row = Prisma.RedactionGetPayload<object>;

/** What confirming would do: the same search, and nothing is written. */
async function preview(db: Reader, row: Row): Promise<Pick<RedactionView, 'places' | 'otherSources'>> {
  const words = await findWords(db, row);
  const documents = await findDocuments(db, row, words);
  const places: Partial<Record<PlaceKind, number>> = {};
  const add = (kind: PlaceKind, count: number) => (places[kind] = (places[kind] ?? 0) + count);
  for (const { ranges } of words.versions) add('source', ranges.length);
  for (const { table, kind } of words.changes) if (table !== 'SourceVersion') add(kind, 1);
  if (documents.length > 0) add('other', documents.length);
  return { places, otherSources: await elsewhere(db, row, words) };
}

/** Other sources of the case that say the same: they are other documents, and stay as they are. */
async function elsewhere(db: Reader, { investigationId, sourceId }: Row, { needle }: Found) {
  const longest = [...needle.words].sort((a, b) => b.length - a.length)[0] ?? '';
  const rows = await db.$queryRaw<{ id: string; title: string; text: string }[]>`
    SELECT s.id, s.title, v.text FROM "Source" s JOIN "SourceVersion" v ON v."sourceId" = s.id
    WHERE s."investigationId" = ${investigationId}::uuid AND s.id <> ${sourceId}::uuid
      AND position(${longest} IN redthread_fold(v.text)) > 0
    ORDER BY s.id`;
  const same = rows.filter(({ text }) => stretchesOf(text, [needle]).length > 0);
  return [...new Map(same.map(({ id, title }) => [id, { id, title }])).values()].slice(0, 20);
}
