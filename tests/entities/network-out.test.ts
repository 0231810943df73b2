import { describe, expect, it } from 'vitest';
import { exchangeEntities } from '@/lib/entities/export.queries.ts';
import { importEntities } from '@/lib/entities/import.commands.ts';
import type { FtmObject } from '@/lib/entities/model/ftm.rules.ts';
import { decodeLine } from '@/lib/entities/model/ftm.rules.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { updateEntity } from '@/lib/entities/commands.ts';
import { encodeFtmLines } from '@/lib/interop/graph/lines.rules.ts';
import { getNetwork } from '@/lib/network/queries.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { complaints, published } from './published.ts';
import { stage } from './stage.ts';

const test = testDatabase();
const { caseOf, named } = stage(test);

/** What the menu "Take along" makes of the network of a case. */
async function takenAlong(who: Caller, investigationId: string): Promise<FtmObject[]> {
  const { nodes, edges } = await answer(test.db, getNetwork, who, { investigationId });
  const { items } = await answer(test.db, exchangeEntities, who, {
    ids: [...nodes, ...edges].map(({ id }) => id).join(','),
  });
  const placed = nodes.map(({ id, name, schema }) => ({ id, name, schema, x: 0, y: 0 }));
  const text = encodeFtmLines({ title: 'Network', nodes: placed, edges: [...edges] }, items);
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const decoded = decodeLine(line);
      if (typeof decoded === 'string') throw new Error(decoded);
      return decoded;
    });
}

describe('the network as FollowTheMoney lines', () => {
  it.skipIf(published.size === 0)(
    'ENT-8, ENT-7: says every name and value that its reader may see, fits the published schemata, and comes back the same',
    async () => {
      const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
      const open = await caseOf(luz, 'Open');
      await joins(test.db, eve, open, 'annotator');
      const secret = await caseOf(luz, 'Secret', true);
      const ana = await named(luz, 'Ana Quimi', {
        investigationId: open,
        names: [{ name: 'Anita', kind: 'alias' }],
        properties: { nationality: 'ec', position: ['notary', 'judge'] },
      });
      const firm = await named(luz, 'Pesquera Quimi S.A.', {
        schema: 'Company',
        investigationId: open,
        properties: { jurisdiction: 'ec', registrationNumber: '0990' },
      });
      await done(test.db, createRelationship, luz, {
        investigationId: open,
        schema: 'Directorship',
        fromId: ana,
        toId: firm,
        role: 'president',
        startDate: '2019-05',
        endDate: '2021',
      });
      // A secret of another case: a value, a spelling, a line and somebody at its end.
      await done(test.db, updateEntity, luz, {
        entityId: ana,
        investigationId: secret,
        properties: { position: ['notary', 'judge', 'Zzyzx informant'] },
        names: [
          { name: 'Anita', kind: 'alias' },
          { name: 'Zzyzx Ana', kind: 'alias' },
        ],
      });
      const hidden = await named(luz, 'Zzyzx Hidden', { investigationId: secret });
      await done(test.db, createRelationship, luz, {
        investigationId: secret,
        schema: 'Associate',
        fromId: ana,
        toId: hidden,
      });

      const [hers, theirs] = [await takenAlong(luz, open), await takenAlong(eve, open)];
      expect([...hers, ...theirs].flatMap(complaints)).toEqual([]);
      expect(hers.find(({ id }) => id === ana)?.properties).toMatchObject({
        name: ['Ana Quimi'],
        alias: ['Anita', 'Zzyzx Ana'],
        position: ['notary', 'judge', 'Zzyzx informant'],
      });
      expect(theirs.find(({ id }) => id === ana)?.properties).toEqual({
        name: ['Ana Quimi'],
        alias: ['Anita'],
        nationality: ['ec'],
        position: ['notary', 'judge'],
      });
      expect(theirs.find(({ schema }) => schema === 'Directorship')?.properties).toEqual({
        director: [ana],
        organization: [firm],
        role: ['president'],
        startDate: ['2019-05'],
        endDate: ['2021'],
      });
      for (const trace of ['Zzyzx', hidden]) expect(JSON.stringify(theirs)).not.toContain(trace);
      // Whoever guesses an id is told nothing, not even that it is there.
      expect((await answer(test.db, exchangeEntities, eve, { ids: `${hidden},${ana}` })).items).toHaveLength(1);
      expect((await ask(test.db, exchangeEntities, eve, { ids: '' })).ok).toBe(false);

      const other = await person(test.db, 'Otto');
      const copy = await caseOf(other, 'Copy', true);
      const items = theirs.map(({ id, schema, properties }) => ({
        id,
        schema,
        properties: Object.fromEntries(Object.entries(properties).map(([key, values]) => [key, [...values]])),
      }));
      // The ids of the open case are visible to the whole newsroom: foreign ones make the copy a copy.
      const foreign = JSON.parse(
        JSON.stringify(items).replaceAll(ana, 'nk-ana').replaceAll(firm, 'nk-firm'),
      ) as typeof items;
      const taken = await done(test.db, importEntities, other, {
        importedFrom: 'network.ftm.json',
        items: foreign.map((one) => (one.schema === 'Directorship' ? { ...one, id: 'nk-link' } : one)),
        investigationId: copy,
      });
      expect(taken).toMatchObject({ created: 2, links: 1, skipped: [] });
      const back = await takenAlong(other, copy);
      const said = (all: readonly FtmObject[]) =>
        all
          .map(({ schema, properties }) => {
            const { director, organization, ...rest } = properties;
            return { schema, ends: [director?.length, organization?.length], ...rest };
          })
          .sort((a, b) => (a.schema < b.schema ? -1 : 1));
      expect(said(back)).toEqual(said(theirs));
    },
  );
});
