import { jobCommands, jobQueries } from '../jobs/api.ts';
import { accountCommands, accountQueries } from '../accounts/api.ts';
import { annotationCommands, annotationQueries } from '../annotations/api.ts';
import { claimCommands, claimQueries } from '../claims/api.ts';
import { entityCommands, entityQueries } from '../entities/api.ts';
import { importFile } from '../interop/import.commands.ts';
import { guideCommands, guideQueries } from '../guide/api.ts';
import { investigationCommands, investigationQueries } from '../investigations/api.ts';
import { notificationCommands, notificationQueries } from '../notifications/api.ts';
import { moderationCommands, moderationQueries } from '../moderation/api.ts';
import type { Command } from '../platform/command.ts';
import type { Query } from '../platform/query.ts';
import { retentionCommands, retentionQueries } from '../retention/api.ts';
import { visibilityQueries } from '../visibility/api.ts';
import { searchQueries } from '../search/api.ts';
import { suggestionCommands, suggestionQueries } from '../suggestions/api.ts';
import { viewCommands, viewQueries } from '../views/api.ts';
import { publishingCommands, publishingQueries } from '../publishing/api.ts';
import { threadCommands, threadQueries } from '../thread/api.ts';
import { networkCommands, networkQueries } from '../network/api.ts';
import { noteCommands, noteQueries } from '../notes/api.ts';
import { sourceCommands, sourceQueries } from '../sources/api.ts';
import { webhookCommands, webhookQueries } from '../webhooks/api.ts';
import { versionCommands, versionQueries } from '../versions/api.ts';

/** Every command there is: what the browser's outbox may name, and what the permission matrix walks through. */
export const commands: readonly Command[] = [
  ...jobCommands,
  ...accountCommands,
  ...moderationCommands,
  ...investigationCommands,
  ...sourceCommands,
  ...noteCommands,
  ...versionCommands,
  ...annotationCommands,
  ...claimCommands,
  ...publishingCommands,
  ...threadCommands,
  ...entityCommands,
  ...networkCommands,
  ...notificationCommands,
  ...suggestionCommands,
  ...viewCommands,
  ...webhookCommands,
  ...guideCommands,
  ...retentionCommands,
  importFile,
];

export const queries: readonly Query[] = [
  ...jobQueries,
  ...accountQueries,
  ...moderationQueries,
  ...investigationQueries,
  ...sourceQueries,
  ...noteQueries,
  ...versionQueries,
  ...annotationQueries,
  ...claimQueries,
  ...publishingQueries,
  ...threadQueries,
  ...entityQueries,
  ...networkQueries,
  ...notificationQueries,
  ...searchQueries,
  ...suggestionQueries,
  ...viewQueries,
  ...webhookQueries,
  ...guideQueries,
  ...retentionQueries,
  ...visibilityQueries,
];

const byName = new Map(commands.map((command) => [command.name, command]));
export const commandNamed = (name: string): Command | undefined => byName.get(name);
