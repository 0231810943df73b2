import type { EndpointTable } from '../api/endpoint.ts';
import { read, remove, write } from '../api/endpoint.ts';
import {
  createAnnotation,
  deleteAnnotation,
  resolveAnnotation,
  restoreAnnotation,
  updateAnnotation,
} from './commands.ts';
import { bulkAnnotations } from './bulk.commands.ts';
import { changeTag, defineTag, listVocabulary, mergeTag } from './vocabulary.ts';
import { annotationHistory, getAnnotation, listAnnotations, listTags, seenBy } from './queries.ts';
import { roomMarks } from './room.queries.ts';
import { createReply, deleteReply, restoreReply, updateReply } from './reply.commands.ts';
import { acknowledge, seeThread } from './thread.commands.ts';

export const annotationCommands = [
  createAnnotation,
  updateAnnotation,
  resolveAnnotation,
  deleteAnnotation,
  restoreAnnotation,
  createReply,
  updateReply,
  deleteReply,
  restoreReply,
  bulkAnnotations,
  defineTag,
  changeTag,
  mergeTag,
  acknowledge,
  seeThread,
];
export const annotationQueries = [
  listAnnotations,
  roomMarks,
  getAnnotation,
  annotationHistory,
  seenBy,
  listTags,
  listVocabulary,
];

export const annotationEndpoints: EndpointTable = {
  '/sources/{sourceId}/annotations': {
    GET: read('The marks of a source, in the order in which they were made', listAnnotations),
    POST: write('Mark a passage', 201, createAnnotation, getAnnotation, ({ id }) => ({ annotationId: id })),
  },
  '/sources/{sourceId}/marks': {
    GET: read('All marks of a source in a compact form, as the reading room loads them', roomMarks),
  },
  '/annotations/{annotationId}': {
    GET: read('One mark with its thread', getAnnotation),
    PATCH: write('Change a mark, resolve or reopen its thread', 200, updateAnnotation, getAnnotation, ({ id }) => ({
      annotationId: id,
    })),
    DELETE: remove('Delete a mark', deleteAnnotation),
  },
  '/annotations/{annotationId}/restore': {
    POST: write('Bring a deleted mark back', 200, restoreAnnotation, getAnnotation, ({ id }) => ({ annotationId: id })),
  },
  '/annotations/{annotationId}/acknowledge': {
    POST: write('Put a check under a mark or a reply, or take it away', 200, acknowledge, getAnnotation, ({ id }) => ({
      annotationId: id,
    })),
  },
  '/annotations/{annotationId}/seen': {
    GET: read('Who has had the thread of a mark open', seenBy),
    POST: write('Say that one has the thread of a mark open', 200, seeThread, seenBy, ({ id }) => ({
      annotationId: id,
    })),
  },
  '/annotations/{annotationId}/replies': {
    POST: write('Reply in the thread of a mark', 201, createReply, getAnnotation, (_output, { annotationId }) => ({
      annotationId,
    })),
  },
  '/annotations/{annotationId}/replies/{replyId}': {
    PATCH: write("Change a reply of one's own", 200, updateReply, getAnnotation, (_output, { annotationId }) => ({
      annotationId,
    })),
    DELETE: remove("Delete a reply of one's own", deleteReply),
  },
  '/annotations/{annotationId}/history': { GET: read('Who changed what in a mark, when', annotationHistory) },
  '/investigations/{investigationId}/annotations/bulk': {
    POST: {
      summary: 'Tag, link, resolve, delete or restore many marks at once',
      status: 200,
      input: bulkAnnotations.input,
      command: bulkAnnotations,
    },
  },
  '/tags/vocabulary': {
    GET: read("The house's own tags", listVocabulary),
    POST: write('Add a tag to the vocabulary', 201, defineTag, listVocabulary, () => ({})),
  },
  '/tags/{tagId}': {
    PATCH: write(
      'Rename, colour, explain or retire a tag of the vocabulary',
      200,
      changeTag,
      listVocabulary,
      () => ({}),
    ),
  },
  '/tags/{tagId}/merge': {
    POST: write('Merge a tag of the vocabulary into another', 200, mergeTag, listVocabulary, () => ({})),
  },
  '/tags': { GET: read('Tags, as far as the caller may know them', listTags) },
};
