import type { EndpointTable } from '../api/endpoint.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';

export const sourceCommands: readonly Command[] = [];
export const sourceQueries: readonly Query[] = [];
export const sourceEndpoints: EndpointTable = {};
