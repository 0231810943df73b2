import type { EndpointTable } from '../api/endpoint.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';

export const annotationCommands: readonly Command[] = [];
export const annotationQueries: readonly Query[] = [];
export const annotationEndpoints: EndpointTable = {};
