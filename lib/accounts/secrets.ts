import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { sha256 } from '../platform/canonical.ts';
import { env } from '../platform/env.ts';

// argon2id at OWASP's first choice: 19 MiB, 2 passes, 1 lane. (@node-rs/argon2 hashes with argon2id unless told otherwise.)
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let decoy: Promise<string> | undefined;

/** Whether the password fits; takes as long for an account that has none, so that nobody learns which exist. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== null && fits;
}

export interface NewToken {
  /** Shown once. */
  readonly secret: string;
  /** What the database keeps. */
  readonly hash: string;
}

/** An API token: 256 random bits, with a prefix that secret scanners can find. */
export function newApiToken(): NewToken {
  const secret = `rdt_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: sha256(secret) };
}

/**
 * The secret of an invitation link is derived from its id, so that a moderator can be shown the link again while the
 * database keeps only a hash of it.
 */
export function invitationSecret(invitationId: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`invitation:${invitationId}`).digest('base64url');
}

/** The same for a link that sets a password or proves an address. */
export const linkSecret = (linkId: string): string =>
  createHmac('sha256', env().AUTH_SECRET).update(`link:${linkId}`).digest('base64url');

/** What is kept of an address, to know it again without keeping it. */
export const addressKey = (address: string): string =>
  createHmac('sha256', env().AUTH_SECRET).update(`address:${address}`).digest('base64url').slice(0, 32);
