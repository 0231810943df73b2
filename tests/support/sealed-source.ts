import type { Caller } from '@/lib/platform/access.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import type { Database } from '@/lib/platform/db.ts';
import { newId } from '@/lib/platform/ids.ts';

/** A source with these paragraphs, sealed as version 1, made without commands; `paragraphs` null leaves it a draft. */
export async function sealedSource(
  db: Database,
  by: Caller,
  investigationId: string,
  paragraphs: readonly string[] | null,
): Promise<string> {
  const [id, rawInputId, draftDocumentId] = [newId(), newId(), newId()];
  const text = paragraphs?.join('\n') ?? '';
  await db.prisma.$transaction(async (tx) => {
    await tx.rawInput.create({
      data: {
        id: rawInputId,
        bytes: Buffer.from(text),
        sha256: sha256(text),
        mediaType: 'text/plain',
        givenById: by.userId,
      },
    });
    await tx.liveDocument.create({
      data: { id: draftDocumentId, kind: 'draft', investigationId, schemaVersion: 2, lineage: newId() },
    });
    await tx.source.create({
      data: {
        id,
        investigationId,
        rawInputId,
        draftDocumentId,
        title: 'Courts',
        authors: [],
        state: paragraphs ? 'sealed' : 'draft',
        createdById: by.userId,
      },
    });
    if (paragraphs) await seal(tx, id, by, 1, paragraphs);
  });
  return id;
}

export async function seal(
  tx: Pick<Database['prisma'], 'sourceVersion' | 'block'>,
  sourceId: string,
  by: Caller,
  number: number,
  paragraphs: readonly string[],
): Promise<void> {
  const versionId = newId();
  const text = paragraphs.join('\n');
  await tx.sourceVersion.create({
    data: { id: versionId, sourceId, number, text, sha256: sha256(text), sealedById: by.userId },
  });
  let start = 0;
  const blocks = paragraphs.map((paragraph, ordinal) => {
    const block = {
      id: newId(),
      versionId,
      ordinal,
      role: 'body' as const,
      label: `P${ordinal + 1}`,
      start,
      end: start + paragraph.length,
    };
    start = block.end + 1;
    return block;
  });
  await tx.block.createMany({ data: blocks });
}
