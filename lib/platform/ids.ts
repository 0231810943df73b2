import { v7 } from 'uuid';
import { z } from 'zod';

/** Any UUID, folded to lower case as Postgres answers it. */
export const uuid = z.uuid('This is not an id.').toLowerCase();

/** An id that a client may choose when it creates something: UUIDv7, so that ids sort by time. */
export const clientId = z.uuidv7('An id chosen by the client must be a UUIDv7.').toLowerCase();

export const newId = (): string => v7();

/** Workspace-level events (accounts, entities) have this sequence (CORE-2). */
export const WORKSPACE_STREAM = '00000000-0000-0000-0000-000000000000';

/** The account that stamps what nobody signed in for: the first account, the seed. It cannot sign in. */
export const SYSTEM_USER = '00000000-0000-7000-8000-000000000001';
