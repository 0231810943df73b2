import { z } from 'zod';
import type { AnchoredWords } from '../claims/evidence/schema.ts';
import { anchoredWords, sealedText } from '../claims/evidence/schema.ts';
import { bases, stances, strengths } from '../claims/rules.ts';
import type { Reader } from '../platform/db.ts';
import type { PublicEvidence, PublicWords } from './schema.ts';

/** As much of a frozen piece of evidence (claims/snapshot.ts) as may be shown. */
export const frozenEvidence = z.array(
  z.object({
    id: z.string(),
    number: z.number(),
    stance: z.enum(stances),
    strength: z.enum(strengths).nullable(),
    words: anchoredWords.nullable(),
    url: z.string().nullable(),
    archiveUrl: z.string().nullable(),
    accessedAt: z.string().nullable(),
    // Older proposals know of none.
    sealed: sealedText.nullable().default(null),
    quote: z.string().nullable(),
    fileName: z.string().nullable(),
    fileSha256: z.string().nullable(),
    saidBy: z.string().nullable(),
    saidAt: z.string().nullable(),
    basis: z.enum(bases).nullable(),
    note: z.string(),
  }),
);
export type Frozen = z.infer<typeof frozenEvidence>[number];
type Works = ReadonlyMap<string, PublicWords['source'] & { readonly comments: ReadonlySet<string> }>;

/** One piece for readers. */
export function evidenceOf(item: Frozen, sources: Works): PublicEvidence {
  return {
    number: item.number,
    stance: item.stance,
    words: item.words && publicWordsOf(item.words, sources),
    url: item.url,
    archiveUrl: item.archiveUrl,
    accessedAt: item.accessedAt,
    sealed: item.sealed && { version: item.sealed.version, sha256: item.sealed.sha256 },
    quote: item.quote,
    file: item.fileName && item.fileSha256 ? { name: item.fileName, sha256: item.fileSha256 } : null,
    // A note beside words is the newsroom's own; beside a statement it is what was said.
    statement: item.saidBy
      ? { by: item.basis === 'on_record' ? item.saidBy : null, at: item.saidAt, words: item.note }
      : null,
  };
}

/** Words with the sealed text that they stand in, and the source as readers may know it. */
export function publicWordsOf(words: AnchoredWords, sources: Works): PublicWords | null {
  const work = sources.get(words.sourceId);
  if (!work) return null;
  return {
    exact: words.exact,
    ...around(work.comments.has(words.label ?? ''), words),
    label: words.label,
    version: words.version,
    sha256: words.sha256,
    source: { title: work.title, outlet: work.outlet, url: work.url, publishedAt: work.publishedAt },
  };
}

/** What stands around a reader's comment may name its author: that never reaches a public page (SRC-10). */
const around = (isComment: boolean, { prefix, suffix }: { prefix: string; suffix: string }) =>
  isComment ? { prefix: '', suffix: '' } : { prefix, suffix };

export const workOf = (source: {
  title: string;
  outlet: string | null;
  url: string | null;
  publishedAt: Date | null;
}) => ({
  title: source.title,
  outlet: source.outlet,
  url: source.url,
  publishedAt: source.publishedAt?.toISOString() ?? null,
});

/** Sources as readers may know them. */
export async function worksOf(reader: Reader, sourceIds: readonly string[]): Promise<Works> {
  const rows = await reader.source.findMany({
    where: { id: { in: [...sourceIds] } },
    include: { versions: { select: { blocks: { where: { role: 'comment' }, select: { label: true } } } } },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...workOf(row),
        comments: new Set(row.versions.flatMap(({ blocks }) => blocks.map(({ label }) => label))),
      },
    ]),
  );
}

/** Pieces that are off the record now and that no lead has let out, whatever they were when the verdict was proposed. */
export async function offTheRecord(reader: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader.evidence.findMany({
    where: { id: { in: [...ids] }, basis: 'off_record', releasedAt: null },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}
