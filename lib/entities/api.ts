import type { EndpointTable } from '../api/endpoint.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';

export const entityCommands: readonly Command[] = [];
export const entityQueries: readonly Query[] = [];
export const entityEndpoints: EndpointTable = {};
