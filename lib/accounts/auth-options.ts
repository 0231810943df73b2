import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import type { Failure, Result } from '../platform/errors.ts';
import { addressOf } from '../platform/http.ts';
import { endSession } from './commands.ts';
import { oidcSettings, personBehind } from './oidc.ts';
import { siteOf } from './passkeys.ts';
import { COOKIE, SESSION_DAYS, sessionClaims } from './session.ts';
import type { From, SignedIn } from './sign-in.ts';
import { begin, signInAsDemo, signInWithPasskey, signInWithPassword } from './sign-in.ts';

// Imported by Next's route only: under plain Node the provider's CommonJS default is not a function.

/** What the form at the door reads: the code of the refusal and, where it helps, after how many seconds to try again. */
export const refusalText = ({ code, retryAfter }: Failure): string =>
  retryAfter === undefined ? code : `${code}:${retryAfter}`;

/** What next-auth hands on: the session's id and nothing else. */
const outcome = (result: Result<SignedIn>): { id: string; sid: string } => {
  if (!result.ok) throw new Error(refusalText(result.error));
  return { id: result.value.userId, sid: result.value.sessionId };
};

/** The newsroom's provider, checked in every way that OpenID Connect has: signature, state, nonce, PKCE. */
function oidcProvider(): NextAuthOptions['providers'] {
  const settings = oidcSettings();
  if (!settings) return [];
  const { issuer, clientId, clientSecret, name } = settings;
  return [
    {
      id: 'oidc',
      name,
      type: 'oauth',
      wellKnown: `${issuer}/.well-known/openid-configuration`,
      issuer,
      clientId,
      clientSecret,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      profile: (profile: { sub: string }) => ({ id: profile.sub }),
    },
  ];
}

export function authOptions(headers: Headers): NextAuthOptions {
  const secure = headers.get('x-forwarded-proto') === 'https';
  const from: From = { address: addressOf(headers), userAgent: headers.get('user-agent') ?? undefined };
  return {
    secret: process.env.AUTH_SECRET ?? '',
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: secure ? COOKIE.secure : COOKIE.plain,
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'password',
        name: 'Password',
        credentials: { email: {}, password: {}, code: {} },
        authorize: async (credentials) => outcome(await signInWithPassword(credentials, from)),
      }),
      Credentials({
        id: 'passkey',
        name: 'Passkey',
        credentials: { state: {}, answer: {} },
        authorize: async (credentials) => outcome(await signInWithPasskey(credentials, from, siteOf(headers))),
      }),
      Credentials({
        id: 'demo',
        name: 'Demo',
        credentials: { userId: {} },
        authorize: async (credentials) => outcome(await signInAsDemo(credentials, from)),
      }),
      ...oidcProvider(),
    ],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.provider !== 'oidc') return true;
        const settings = oidcSettings();
        const person = settings ? await personBehind(await database(), settings.issuer, profile) : null;
        return person?.ok ? true : `/sign-in?why=${person?.error.code ?? 'not_found'}`;
      },
      jwt: async ({ token, user, account, profile }) => {
        if (account?.provider === 'oidc') {
          const person = await personBehind(await database(), oidcSettings()?.issuer ?? '', profile);
          return { sid: outcome(person.ok ? await begin(person.value.userId, from, 'oidc') : person).sid };
        }
        // `user` is there only at sign-in, whatever its type says.
        return sessionClaims.safeParse(user).data ?? token;
      },
      session: ({ session }) => ({ expires: session.expires }),
      // next-auth's own default lets any path through; nothing leads off this site.
      redirect: ({ url, baseUrl }) => {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : new URL(baseUrl);
        return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
      },
    },
    events: {
      signOut: async ({ token }) => {
        const claims = sessionClaims.safeParse(token);
        if (!claims.success) return;
        const db = await database();
        const row = await db.prisma.session.findUnique({ where: { id: claims.data.sid } });
        if (row) await execute(db, endSession, { userId: row.userId }, { sessionId: row.id });
      },
    },
  };
}
