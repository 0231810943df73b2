import { createDocument } from '../notes/document.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import type { ParsedBlock } from './blocks.rules.ts';
import { titleFrom } from './blocks.rules.ts';
import { draftUpdate } from './draft.ts';
import { DRAFT_SCHEMA_VERSION } from './extensions.ts';
import type { Metadata } from './intake/metadata.ts';
import type { GivenMetadata, SimilarView } from './schema.ts';
import { MAX_PARTS, MAX_TITLE } from './schema.ts';
import { bandsOf, urlKey } from './similar.rules.ts';
import { similarSources } from './similar.ts';

/** What was read, ready to be kept. */
export interface Reading {
  readonly blocks: readonly ParsedBlock[];
  readonly metadata: Metadata;
  readonly raw: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly fileName: string | null;
    readonly finalUrl: string | null;
  };
  readonly notes: readonly string[];
  readonly pages: number | null;
}

export interface NewSource {
  readonly id: string;
  readonly investigationId: string;
  readonly reading: Reading;
  /** What the person said themselves goes before what the page says. */
  readonly given: GivenMetadata;
  /** ask: make nothing where there is something like it. link: make it, linked to what is like it. */
  readonly duplicates: 'ask' | 'link';
}

export function refuseTooMany(parts: number): void {
  if (parts > MAX_PARTS)
    refuse(
      'invalid_input',
      `This falls into more than ${MAX_PARTS.toLocaleString('en')} parts. Bring it in as several sources.`,
    );
}

/**
 * Makes a source of what was read: the raw bytes as evidence (SRC-2), a draft whose roles are guesses for people to
 * correct, links to what says the same (SRC-7). Answers the duplicates alone when they are to be asked about first.
 */
export async function takeIn(
  ctx: CommandContext,
  source: NewSource,
): Promise<{ readonly made: boolean; readonly rawInputId: string | null; readonly similar: readonly SimilarView[] }> {
  const { tx, actor, now, newId, emit } = ctx;
  const { id, investigationId, reading, given } = source;
  if (await tx.source.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
  const { blocks, raw, metadata } = reading;
  refuseTooMany(blocks.length);
  const text = blocks.map((block) => block.text).join('\n');
  const bands = bandsOf(text);
  const url = given.url ?? raw.finalUrl ?? metadata.canonicalUrl;
  const key = url ? urlKey(url) : null;
  const similar = await similarSources(tx, actor, { text, bands, key });
  if (source.duplicates === 'ask' && similar.length > 0) return { made: false, rawInputId: null, similar };

  const rawInputId = newId();
  const hash = sha256(raw.bytes);
  await tx.rawInput.create({
    data: { ...raw, id: rawInputId, bytes: Uint8Array.from(raw.bytes), sha256: hash, givenById: actor.id, at: now },
  });
  const draftDocumentId = newId();
  await createDocument(tx, {
    id: draftDocumentId,
    kind: 'draft',
    investigationId,
    schemaVersion: DRAFT_SCHEMA_VERSION,
    actorId: actor.id,
    now,
    initial: draftUpdate(blocks),
  });
  const title = given.title ?? (oneLine(metadata.title ?? titleFrom(blocks, MAX_TITLE)) || 'Untitled');
  const published = given.publishedAt ?? metadata.publishedAt;
  await tx.source.create({
    data: {
      id,
      investigationId,
      rawInputId,
      draftDocumentId,
      title,
      outlet: given.outlet ?? (metadata.outlet ? oneLine(metadata.outlet).slice(0, 200) : null),
      url: url ?? null,
      urlKey: key,
      authors: [...(given.authors ?? metadata.authors)].slice(0, 50).map((name) => oneLine(name).slice(0, 200)),
      publishedAt: published ? new Date(published) : null,
      accessedAt: now,
      language: metadata.language,
      rights: given.rights ?? (metadata.rights ? oneLine(metadata.rights).slice(0, 500) : null),
      archiveUrl: given.archiveUrl ?? null,
      bands: [...bands],
      pages: reading.pages,
      notes: [...reading.notes],
      createdById: actor.id,
      createdAt: now,
      updatedAt: now,
    },
  });
  emit({
    stream: investigationId,
    type: 'source.created',
    subject: { type: 'source', id },
    data: {
      title,
      sha256: hash,
      mediaType: raw.mediaType,
      blocks: blocks.length,
      ...(raw.finalUrl ? { finalUrl: raw.finalUrl } : {}),
    },
  });
  for (const other of similar) {
    await tx.sourceLink.create({
      data: {
        id: newId(),
        sourceId: id,
        otherId: other.id,
        overlap: other.overlap,
        createdById: actor.id,
        createdAt: now,
      },
    });
    // Within a case only: the trail of one case does not name the sources of another.
    if (other.investigationId === investigationId)
      emit({
        stream: investigationId,
        type: 'source.linked',
        subject: { type: 'source', id },
        data: { otherId: other.id, overlap: Math.round(other.overlap * 1000) },
      });
  }
  return { made: true, rawInputId, similar };
}

function oneLine(text: string): string {
  const cut = text
    .replace(/[\u0000\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_TITLE)
    .toWellFormed();
  return cut.trim();
}
