import type { EndpointTable } from '../api/endpoint.ts';
import { read } from '../api/endpoint.ts';
import { search } from './queries.ts';

export const searchQueries = [search];

export const searchEndpoints: EndpointTable = {
  '/search': {
    GET: read(
      'Sources, annotations, claims and entities that the caller may see: words, "exact words", OR, -not, by: tag: kind: rating: in: is:',
      search,
    ),
  },
};
