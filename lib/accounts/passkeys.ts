import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { sha256 } from '../platform/canonical.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { openSecret, sealSecret } from '../platform/secret-box.ts';

/** The site that a passkey belongs to. */
export interface Site {
  readonly id: string;
  readonly origin: string;
}

/** From PUBLIC_URL where set; else from the host that server/front.ts has let in. */
export function siteOf(headers: Headers): Site {
  const { PUBLIC_URL } = process.env;
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? 'localhost';
  const url = new URL(PUBLIC_URL ?? `${headers.get('x-forwarded-proto') ?? 'http'}://${host}`);
  return { id: url.hostname, origin: url.origin };
}

const VALID_MS = 5 * 60_000;
const NAME = 'Redthread';
const state = z.object({ challenge: z.string(), until: z.number(), userId: z.string().nullable() });

/** The challenge goes to the browser sealed and comes back with the answer: no row for everybody who looks at the door. */
const seal = (challenge: string, userId: string | null): string =>
  sealSecret(JSON.stringify({ challenge, until: Date.now() + VALID_MS, userId }), 'passkey challenge');

/** The challenge, once: whoever replays an answer finds it spent. */
async function unseal({ pool }: Database, sealed: string, userId: string | null): Promise<string | null> {
  let opened: z.infer<typeof state>;
  try {
    opened = state.parse(JSON.parse(openSecret(sealed, 'passkey challenge')));
  } catch {
    return null;
  }
  if (opened.until < Date.now() || opened.userId !== userId) return null;
  const { rowCount } = await pool.query(
    `INSERT INTO "RateLimit" (key, tat) VALUES ($1, now() + make_interval(secs => $2)) ON CONFLICT DO NOTHING`,
    [`challenge:${sha256(opened.challenge)}`, VALID_MS / 1000],
  );
  return rowCount ? opened.challenge : null;
}

export async function registrationOptions(
  db: Database,
  site: Site,
  person: { id: string; name: string; email: string },
) {
  const known = await db.prisma.passkey.findMany({ where: { userId: person.id }, select: { credentialId: true } });
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: site.id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    // Found without a name being typed, and opened by finger, face or PIN: both factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { state: seal(options.challenge, person.id), options };
}

export interface NewPasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string[];
}

export async function registered(
  db: Database,
  site: Site,
  userId: string,
  given: { readonly state: string; readonly answer: unknown },
): Promise<Result<NewPasskey>> {
  const challenge = await unseal(db, given.state, userId);
  if (!challenge) return failure('invalid_input', 'This took too long. Try again.');
  const done = await verifyRegistrationResponse({
    response: z.custom<RegistrationResponseJSON>().parse(given.answer),
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!done?.verified) return failure('invalid_input', 'This passkey could not be checked. Try again.');
  const { credential } = done.registrationInfo;
  return success({
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
  });
}

export async function authenticationOptions(site: Site, userId: string | null = null) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' });
  return { state: seal(options.challenge, userId), options };
}

/** Whose passkey answered. */
export async function authenticated(
  db: Database,
  site: Site,
  given: { readonly state: string; readonly answer: { readonly id: string } },
  userId: string | null = null,
): Promise<Result<{ readonly userId: string }>> {
  const no = failure('signed_out', 'This passkey is not known here. Sign in with your password.');
  const challenge = await unseal(db, given.state, userId);
  const row = await db.prisma.passkey.findUnique({ where: { credentialId: given.answer.id } });
  if (!challenge || !row || (userId && row.userId !== userId)) return no;
  const done = await verifyAuthenticationResponse({
    response: z.custom<AuthenticationResponseJSON>().parse(given.answer),
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id: row.credentialId, publicKey: new Uint8Array(row.publicKey), counter: row.counter },
    requireUserVerification: true,
  }).catch(() => null);
  if (!done?.verified) return no;
  await db.prisma.passkey.update({
    where: { id: row.id },
    data: { counter: done.authenticationInfo.newCounter, lastUsedAt: new Date() },
  });
  return success({ userId: row.userId });
}
