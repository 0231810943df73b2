import type { Caller } from '@/lib/platform/access.ts';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { getAnnotation } from '@/lib/annotations/queries.ts';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import type { TestDatabase } from './database.ts';
import { newId } from '@/lib/platform/ids.ts';
import { answer, done, joins, person } from './people.ts';
import { sealedSource } from './sealed-source.ts';

export const paragraphs = [
  'Police took thirty-one people into custody.',
  'He paid judges, and he paid guards.',
  'שלום עולם 👩‍👩‍👧 fin',
];

interface Room {
  readonly luz: Caller;
  readonly mo: Caller;
  readonly investigationId: string;
  readonly sourceId: string;
}

export const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'done' : result.error?.code);

/** A sealed source of three parts, its lead Luz and its annotator Mo, and what tests of marks do in it. */
export function markRoom(test: TestDatabase) {
  async function room(confidential = false): Promise<Room> {
    const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Metastasis', confidential });
    await joins(test.db, mo, id, 'annotator');
    return { luz, mo, investigationId: id, sourceId: await sealedSource(test.db, luz, id, paragraphs) };
  }

  const mark = (who: Caller, input: Record<string, unknown>) =>
    done(test.db, createAnnotation, who, { kind: 'note', text: 'Which ones?', target: { start: 0, end: 6 }, ...input });
  const get = (who: Caller, annotationId: string): Promise<AnnotationView> =>
    answer(test.db, getAnnotation, who, { annotationId });
  const refusal = async (who: Caller, input: Record<string, unknown>) => {
    const result = await execute(test.db, createAnnotation, who, {
      kind: 'note',
      text: 'Which ones?',
      target: { start: 0, end: 6 },
      ...input,
    });
    return result.ok ? 'done' : `${result.error.code}: ${result.error.detail}`;
  };
  async function claim(
    investigationId: string,
    by: Caller,
    state: 'new' | 'checking',
    number: number,
  ): Promise<string> {
    const [id, rationaleDocumentId] = [newId(), newId()];
    await test.db.prisma.liveDocument.create({
      data: { id: rationaleDocumentId, kind: 'rationale', investigationId, schemaVersion: 1, lineage: newId() },
    });
    await test.db.prisma.claim.create({
      data: {
        id,
        investigationId,
        number,
        statement: `Statement ${number}`,
        state,
        rationaleDocumentId,
        createdById: by.userId,
      },
    });
    return id;
  }

  return { room, mark, get, refusal, claim };
}
