import type { EndpointTable } from '../api/endpoint.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';

export const claimCommands: readonly Command[] = [];
export const claimQueries: readonly Query[] = [];
export const claimEndpoints: EndpointTable = {};
