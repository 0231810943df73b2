import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { TestDatabase } from '../support/database.ts';
import { done } from '../support/people.ts';

/** What every planted source says, unless a test gives its own words. */
export const TEXT = 'Mayor Agustin Intriago was shot in Manta.';

interface Mark {
  readonly entityId?: string;
  readonly claimId?: string;
  readonly visibility?: 'case' | 'private';
  readonly exact?: string;
}

/** What tests of entities plant: cases, sealed sources, marks and claims, without their features' commands. */
export function stage(test: TestDatabase) {
  /** A sealed source with this text, planted without its feature's commands. */
  async function sealed(
    who: Caller,
    investigationId: string,
    text = TEXT,
  ): Promise<{ sourceId: string; versionId: string }> {
    const [sourceId, versionId] = [newId(), newId()];
    await test.db.prisma.$transaction(async (tx) => {
      await tx.source.create({
        data: {
          id: sourceId,
          title: 'Manta, July',
          createdById: who.userId,
          state: 'sealed',
          investigation: { connect: { id: investigationId } },
          rawInput: {
            create: {
              id: newId(),
              bytes: Buffer.from(text),
              sha256: sha256(text),
              mediaType: 'text/plain',
              givenById: who.userId,
            },
          },
          draft: { create: { id: newId(), kind: 'draft', investigationId, schemaVersion: 1, lineage: newId() } },
        },
      });
      await tx.sourceVersion.create({
        data: { id: versionId, sourceId, number: 1, text, sha256: sha256(text), sealedById: who.userId },
      });
      await tx.block.create({
        data: { id: newId(), versionId, ordinal: 0, role: 'body', label: 'P1', start: 0, end: text.length },
      });
    });
    return { sourceId, versionId };
  }

  async function mark(
    who: Caller,
    investigationId: string,
    { sourceId, versionId }: { sourceId: string; versionId: string },
    { entityId, claimId, visibility = 'case', exact = 'Agustin' }: Mark,
  ): Promise<string> {
    const id = newId();
    const block = await test.db.prisma.block.findFirstOrThrow({ where: { versionId } });
    const start = TEXT.indexOf(exact);
    await test.db.prisma.annotation.create({
      data: {
        id,
        investigationId,
        sourceId,
        kind: claimId ? 'claim' : 'entity',
        visibility,
        entityId: entityId ?? null,
        claimId: claimId ?? null,
        authorId: who.userId,
        anchors: {
          create: {
            id: newId(),
            versionId,
            blockId: block.id,
            start,
            end: start + exact.length,
            exact,
            prefix: TEXT.slice(Math.max(0, start - 32), start),
            suffix: TEXT.slice(start + exact.length, start + exact.length + 32),
          },
        },
      },
    });
    return id;
  }

  async function claim(who: Caller, investigationId: string, speakerId?: string): Promise<string> {
    const id = newId();
    const number = (await test.db.prisma.claim.count({ where: { investigationId } })) + 1;
    await test.db.prisma.claim.create({
      data: {
        id,
        number,
        statement: `Statement ${number}.`,
        createdById: who.userId,
        speaker: speakerId ? { connect: { id: speakerId } } : {},
        investigation: { connect: { id: investigationId } },
        rationale: { create: { id: newId(), kind: 'rationale', investigationId, schemaVersion: 1, lineage: newId() } },
      },
    });
    return id;
  }

  async function caseOf(who: Caller, title: string, confidential = false): Promise<string> {
    return (await done(test.db, createInvestigation, who, { title, confidential })).id;
  }

  const named = (who: Caller, name: string, more: object = {}) =>
    done(test.db, createEntity, who, { schema: 'Person', name, ...more }).then(({ id }) => id);

  return { sealed, mark, claim, caseOf, named };
}
