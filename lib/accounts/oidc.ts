import { z } from 'zod';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, success } from '../platform/errors.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import { linkIdentity } from './identity.commands.ts';
import { email } from './schema.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly name: string;
}

/** The newsroom's own OpenID Connect provider, where one is set. */
export function oidcSettings(): OidcSettings | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = process.env;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    issuer: OIDC_ISSUER.replace(/\/$/u, ''),
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? 'OpenID Connect',
  };
}

/** What the provider says about somebody, after next-auth has checked its signature, state, nonce and PKCE. */
const claims = z.object({
  sub: z.string().min(1).max(255),
  email: email.optional(),
  email_verified: z.boolean().optional(),
  name: z.string().max(120).optional(),
});

/**
 * The account behind a provider's person: the one linked before; else the one of that mail address, when the provider
 * has verified it; else one that an open invitation to that address makes. Nobody else gets in.
 */
export async function personBehind(
  db: Database,
  issuer: string,
  profile: unknown,
): Promise<Result<{ readonly userId: string }>> {
  const said = claims.safeParse(profile);
  if (!said.success) return failure('invalid_input', 'The provider did not say who you are.');
  const { sub: subject, email: address, email_verified: verified, name } = said.data;
  const known = await db.prisma.externalIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
  if (known) return success({ userId: known.userId });
  if (!address || verified !== true)
    return failure('forbidden', 'The provider has not verified your mail address. Ask a moderator for an invitation.');
  return execute(db, linkIdentity, { userId: SYSTEM_USER }, { issuer, subject, email: address, name: name ?? address });
}
