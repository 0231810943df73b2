import type { EndpointTable } from '../api/endpoint.ts';
import { read } from '../api/endpoint.ts';
import { whoSees } from './queries.ts';

export const visibilityQueries = [whoSees];

export const visibilityEndpoints: EndpointTable = {
  '/visibility/{type}/{id}': { GET: read('Who can see a thing, and what each may do with it', whoSees) },
};
