import type { EndpointTable } from '../api/endpoint.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';

export const accountCommands: readonly Command[] = [];
export const accountQueries: readonly Query[] = [];
export const accountEndpoints: EndpointTable = {};
