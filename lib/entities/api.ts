import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { addName, createEntity, forgetNotSame, markNotSame, updateEntity, watchEntity } from './commands.ts';
import { listAlongside, listNotes } from './around.queries.ts';
import { exchangeEntities, exportEntities } from './export.queries.ts';
import { listRelationshipsInText } from './in-text.queries.ts';
import { importEntities } from './import.commands.ts';
import { listDuplicates, previewMerge } from './duplicates.queries.ts';
import { listEntities, searchEntities } from './find.queries.ts';
import { mergeEntities, splitEntity } from './merge.commands.ts';
import { beginNote } from './note.commands.ts';
import { getEntity, getRelationship, listMentions, listRelationships } from './queries.ts';
import { createRelationship, removeRelationship, updateRelationship } from './relationship.commands.ts';

export const entityCommands = [
  createEntity,
  updateEntity,
  addName,
  mergeEntities,
  splitEntity,
  markNotSame,
  forgetNotSame,
  watchEntity,
  importEntities,
  beginNote,
  createRelationship,
  updateRelationship,
  removeRelationship,
];
export const entityQueries = [
  listEntities,
  searchEntities,
  getEntity,
  listMentions,
  listAlongside,
  listNotes,
  listDuplicates,
  previewMerge,
  exportEntities,
  exchangeEntities,
  listRelationships,
  listRelationshipsInText,
  getRelationship,
];

const shown = ({ id }: { readonly id: string }) => ({ entityId: id });

export const entityEndpoints: EndpointTable = {
  '/entities': {
    GET: read('Entities that the caller may see; with `q`, ranked by how well a name fits', listEntities),
    POST: write('Create an entity', 201, createEntity, getEntity, shown),
  },
  '/entities/duplicates': {
    GET: read('Entities that may be the same, likest first', listDuplicates),
  },
  '/entities/exchanged': {
    GET: read('Entities in the form of FollowTheMoney, by their ids (`?ids=`, parted by commas)', exchangeEntities),
  },
  '/entities/{entityId}': {
    GET: read('One entity with its claims and relationships; one that was merged answers as the survivor', getEntity),
    PATCH: write('Change names and properties', 200, updateEntity, getEntity, shown),
  },
  '/entities/{entityId}/names': {
    POST: write('Add one spelling', 200, addName, getEntity, shown),
  },
  '/entities/{entityId}/merge': {
    GET: read('The two side by side, with what speaks for and against (`?into=`)', previewMerge),
    POST: write('Merge into another entity; answers the survivor', 200, mergeEntities, getEntity, shown),
  },
  '/entities/{entityId}/split': {
    POST: write('Take a merge back; answers what was merged, as it was', 200, splitEntity, getEntity, shown),
  },
  '/entities/{entityId}/not-same': {
    POST: write('Say that two are not the same (`otherId`)', 200, markNotSame, getEntity, (_, { entityId }) => ({
      entityId,
    })),
  },
  '/entities/{entityId}/not-same/{otherId}': {
    DELETE: remove('Take back that two are not the same', forgetNotSame),
  },
  '/entities/{entityId}/watch': {
    POST: write('Be told of new mentions, or no longer', 200, watchEntity, getEntity, shown),
  },
  '/entities/{entityId}/alongside': { GET: read('Who is named in the same paragraphs', listAlongside) },
  '/entities/{entityId}/notes': {
    GET: read('What the cases that the caller may read write about an entity', listNotes),
    POST: write('Begin the note of a case', 200, beginNote, listNotes, (_, { entityId }) => ({ entityId })),
  },
  '/entities/{entityId}/mentions': { GET: read('Where an entity is named, in context', listMentions) },
  '/relationships': {
    GET: read('Relationships that the caller may see', listRelationships),
    POST: write('Draw a relationship', 201, createRelationship, getRelationship, ({ id }) => ({ relationshipId: id })),
  },
  '/sources/{sourceId}/relationships': {
    GET: read('Relationships that were drawn in the words of a source, with where they stand', listRelationshipsInText),
  },
  '/relationships/{relationshipId}': {
    GET: read('One relationship with the claims that carry it', getRelationship),
    PATCH: write('Change its kind, role, dates, claims', 200, updateRelationship, getRelationship, ({ id }) => ({
      relationshipId: id,
    })),
    DELETE: remove('Remove a relationship', removeRelationship),
  },
};
