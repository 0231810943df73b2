import { detect } from 'tinyld';
import { createDocument, freezeDocument, loadDocument, lockDocument } from '../notes/document.ts';
import { on } from '../platform/access.ts';
import { sha256 } from '../platform/canonical.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { parseBlocks, titleFrom } from './blocks.rules.ts';
import type { SealedBlock } from './canonical.rules.ts';
import { canonicalise } from './canonical.rules.ts';
import { draftBlocks, draftUpdate } from './draft.ts';
import { DRAFT_SCHEMA_VERSION } from './extensions.ts';
import { intakeInput, MAX_PARTS, MAX_TITLE, sourceRef, updateSourceInput } from './schema.ts';

/** Takes a paste in: the raw bytes as evidence, and a draft whose roles are guesses for people to correct. */
export const intakeSource = command({
  name: 'source.intake',
  input: intakeInput,
  allow: (input) => on.investigation('source.create', input.investigationId),
  run: async (ctx, { id = ctx.newId(), investigationId, text, title, publishedAt, seal, ...input }) => {
    const { tx, actor, now, newId, emit } = ctx;
    if (await tx.source.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    const bytes = Buffer.from(text, 'utf8');
    const blocks = parseBlocks(text);
    refuseTooMany(blocks.length);
    const rawInputId = newId();
    await tx.rawInput.create({
      data: {
        id: rawInputId,
        bytes,
        sha256: sha256(bytes),
        mediaType: 'text/plain; charset=utf-8',
        givenById: actor.id,
        at: now,
      },
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
    const named = title ?? (titleFrom(blocks, MAX_TITLE) || 'Untitled');
    await tx.source.create({
      data: {
        id,
        investigationId,
        rawInputId,
        draftDocumentId,
        title: named,
        outlet: input.outlet ?? null,
        url: input.url ?? null,
        publishedAt: publishedAt ? new Date(publishedAt) : null,
        accessedAt: now,
        language: detect(text.slice(0, 20_000)) || null,
        createdById: actor.id,
        createdAt: now,
        updatedAt: now,
      },
    });
    emit({
      stream: investigationId,
      type: 'source.created',
      subject: { type: 'source', id },
      data: { title: named, sha256: sha256(bytes), blocks: blocks.length },
    });
    if (seal) await sealNow(ctx, id);
    return { id };
  },
});

export const updateSource = command({
  name: 'source.update',
  input: updateSourceInput,
  allow: (input) => on.source('source.update', input.sourceId),
  run: async ({ tx, now, emit }, { sourceId: id, publishedAt, ...changes }) => {
    const before = await tx.source.findUniqueOrThrow({ where: { id } });
    await tx.source.update({
      where: { id },
      data: {
        ...changes,
        ...(publishedAt === undefined ? {} : { publishedAt: publishedAt === null ? null : new Date(publishedAt) }),
        updatedAt: now,
      },
    });
    emit({
      stream: before.investigationId,
      type: 'source.updated',
      subject: { type: 'source', id },
      data: { ...changes, before: { title: before.title, outlet: before.outlet, url: before.url } },
    });
    return { id };
  },
});

export const sealSource = command({
  name: 'source.seal',
  input: sourceRef,
  allow: (input) => on.source('source.seal', input.sourceId),
  run: async (ctx, { sourceId }) => ({ id: sourceId, number: await sealNow(ctx, sourceId) }),
});

function refuseTooMany(parts: number): void {
  if (parts > MAX_PARTS)
    refuse(
      'invalid_input',
      `This falls into more than ${MAX_PARTS.toLocaleString('en')} parts. Bring it in as several sources.`,
    );
}

/** Without what is known about a comment's author: that is no part of a sealed version (SRC-10). */
export const blockRow = (
  { role, label, number, start, end, language, page }: SealedBlock,
  id: string,
  versionId: string,
  ordinal: number,
) => ({ id, versionId, ordinal, role, label, number, start, end, language: language ?? null, page: page ?? null });

/** Seals what the draft's log holds at this moment: while it is locked nobody's edit can come in between (SRC-3). */
async function sealNow({ tx, actor, now, newId, emit }: CommandContext, sourceId: string): Promise<number> {
  const { draftDocumentId } = await tx.source.findUniqueOrThrow({
    where: { id: sourceId },
    select: { draftDocumentId: true },
  });
  const { frozen } = await lockDocument(tx, draftDocumentId);
  if (frozen) refuse('conflict', 'This source is already sealed. Open it to read and mark it.');
  const { state } = await loadDocument(tx, draftDocumentId);
  const { text, blocks } = canonicalise(draftBlocks(state));
  if (text === '') refuse('invalid_input', 'The draft is empty. Write or paste something before you seal it.');
  refuseTooMany(blocks.length);
  const versionId = newId();
  const hash = sha256(text);
  await tx.sourceVersion.create({
    data: { id: versionId, sourceId, number: 1, text, sha256: hash, sealedById: actor.id, sealedAt: now },
  });
  await tx.block.createMany({ data: blocks.map((block, ordinal) => blockRow(block, newId(), versionId, ordinal)) });
  await freezeDocument(tx, draftDocumentId);
  const source = await tx.source.update({ where: { id: sourceId }, data: { state: 'sealed', updatedAt: now } });
  emit({
    stream: source.investigationId,
    type: 'source.sealed',
    subject: { type: 'source', id: sourceId },
    data: { title: source.title, version: 1, sha256: hash, blocks: blocks.length },
  });
  return 1;
}
