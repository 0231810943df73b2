import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import { createEntity, createRelationship, removeRelationship, updateEntity } from './commands.ts';
import {
  getEntity,
  getNetwork,
  getRelationship,
  listEntities,
  listMentions,
  listRelationships,
  searchEntities,
} from './queries.ts';

export const entityCommands = [createEntity, updateEntity, createRelationship, removeRelationship];
export const entityQueries = [
  listEntities,
  searchEntities,
  getEntity,
  listMentions,
  listRelationships,
  getRelationship,
  getNetwork,
];

export const entityEndpoints: EndpointTable = {
  '/entities': {
    GET: read('Entities that the caller may see; with `q`, ranked by how well a name fits', listEntities),
    POST: write('Create an entity', 201, createEntity, getEntity, ({ id }) => ({ entityId: id })),
  },
  '/entities/{entityId}': {
    GET: read('One entity with its claims and relationships', getEntity),
    PATCH: write('Change names and properties', 200, updateEntity, getEntity, ({ id }) => ({ entityId: id })),
  },
  '/entities/{entityId}/mentions': { GET: read('Where an entity is named, in context', listMentions) },
  '/relationships': {
    GET: read('Relationships that the caller may see', listRelationships),
    POST: write('Draw a relationship', 201, createRelationship, getRelationship, ({ id }) => ({ relationshipId: id })),
  },
  '/relationships/{relationshipId}': {
    GET: read('One relationship with the claims that carry it', getRelationship),
    DELETE: remove('Remove a relationship', removeRelationship),
  },
  '/investigations/{investigationId}/network': { GET: read('The network of a case', getNetwork) },
};
