import { describe, expect, it } from 'vitest';
import { namesIn } from '@/components/entities/relationships/names-in.ts';
import { execute } from '@/lib/platform/command.ts';
import { stage, TEXT } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { getNetwork } from '../network/queries.ts';
import { getRelationship } from './queries.ts';
import { guessLink, possibleLinks } from './relate.rules.ts';
import { createRelationship } from './relationship.commands.ts';

const test = testDatabase();
const { caseOf, claim, mark, named, sealed } = stage(test);

describe('what can link two names', () => {
  it('ENT-6: only kinds whose ends fit are offered, whichever name comes first', () => {
    const kinds = possibleLinks('Person', 'Company');
    expect(kinds).toContainEqual({ schema: 'Employment', swapped: false });
    expect(kinds.map(({ schema }) => schema)).not.toContain('Family');
    expect(possibleLinks('Company', 'Person')).toContainEqual({ schema: 'Employment', swapped: true });
    expect(possibleLinks('Address', 'Event')).toEqual([{ schema: 'UnknownLink', swapped: false }]);
  });

  it('ENT-6: the first guess follows what the sentence says, in English and Spanish', () => {
    const guess = (sentence: string, first = 'Person', second = 'Company') => guessLink(sentence, first, second);
    expect(guess('Luz owns half of the yard.')).toEqual({ schema: 'Ownership', swapped: false });
    expect(guess('La naviera contrató a Luz.', 'Company', 'Person')).toEqual({ schema: 'Employment', swapped: true });
    expect(guess('Mo is the cousin of Luz.', 'Person', 'Person').schema).toBe('Family');
    expect(guess('Mo directs the yard.').schema).toBe('Directorship');
    // A brother of a firm there is not.
    expect(guess('The brother runs the yard.').schema).toBe('Membership');
    expect(guess('Mo met Luz.', 'Person', 'Person').schema).toBe('Associate');
  });
});

describe('a relationship drawn in the text', () => {
  it('ENT-10: keeps the words of the sealed text and both marks, and is dashed while its claims are unverified', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const where = await sealed(luz, caseId);
    const [mayor, city] = [await named(luz, 'Agustín'), await named(luz, 'Manta', { schema: 'PublicBody' })];
    const [from, to] = [
      await mark(luz, caseId, where, { entityId: mayor, exact: 'Agustin' }),
      await mark(luz, caseId, where, { entityId: city, exact: 'Manta' }),
    ];
    const claimId = await claim(luz, caseId);
    const words = { fromAnnotationId: from, toAnnotationId: to, start: 0, end: TEXT.length };
    const draw = (quote: object) => ({
      investigationId: caseId,
      schema: 'Directorship',
      fromId: mayor,
      toId: city,
      role: 'mayor',
      startDate: '2023-05',
      claimIds: [claimId],
      quote: { ...words, ...quote },
    });
    const { id } = await done(test.db, createRelationship, luz, draw({ sourceId: where.sourceId, version: 1 }));
    expect(await answer(test.db, getRelationship, luz, { relationshipId: id })).toMatchObject({
      support: 'checking',
      quotes: [{ exact: TEXT, sourceId: where.sourceId, version: 1, annotationId: from }],
    });
    const { edges } = await answer(test.db, getNetwork, luz, { investigationId: caseId });
    expect(edges).toMatchObject([{ id, support: 'checking', startDate: '2023-05' }]);
    for (const quote of [
      {},
      { sourceId: where.sourceId },
      { sourceId: where.sourceId, version: 1, versionId: where.versionId },
    ])
      expect(await execute(test.db, createRelationship, luz, draw(quote))).toMatchObject({
        error: { code: 'invalid_input' },
      });
    expect(
      await execute(test.db, createRelationship, luz, draw({ sourceId: where.sourceId, version: 2 })),
    ).toMatchObject({ error: { code: 'not_found' } });
  });

  it('ENT-10: the names of a sentence are those whose marks stand in it, each once', () => {
    const entity = (id: string) => ({ id, name: id, schema: 'Person' });
    const annotations = ['a', 'b', 'a2', 'c'].map((id) => ({ id, entity: entity(id.charAt(0)) }));
    const drawn = [
      { id: 'b', start: 20, end: 24 },
      { id: 'a', start: 0, end: 5 },
      { id: 'a2', start: 30, end: 33 },
      { id: 'c', start: 90, end: 95 },
    ].map((one) => ({ ...one, kind: 'entity', pending: false }));
    const found = namesIn(annotations as never, drawn as never, { start: 0, end: 60 });
    expect(found.map(({ entityId, annotationId }) => `${entityId} ${annotationId}`)).toEqual(['a a', 'b b']);
  });
});
