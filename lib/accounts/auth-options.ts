import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import { endSession } from './commands.ts';
import { SESSION_DAYS, sessionClaims } from './session.ts';
import type { From, SignedIn } from './sign-in.ts';
import { signInAsDemo, signInWithPassword } from './sign-in.ts';
import type { Result } from '../platform/errors.ts';

// Imported by Next's route only: under plain Node the provider's CommonJS default is not a function.

interface Asking {
  readonly headers?: Record<string, unknown>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const origin = (request: Asking): From => ({
  // The last hop is the one that our own proxy (or nobody) wrote.
  address: text(request.headers?.['x-forwarded-for'])?.split(',').at(-1)?.trim() ?? 'local',
  userAgent: text(request.headers?.['user-agent']),
});

/** What next-auth hands on: the session's id and nothing else. A refusal's sentence becomes the `error` of its answer. */
const outcome = (result: Result<SignedIn>): { id: string; sid: string } => {
  if (!result.ok) throw new Error(result.error.detail);
  return { id: result.value.userId, sid: result.value.sessionId };
};

export const authOptions = (): NextAuthOptions => ({
  secret: process.env.AUTH_SECRET ?? '',
  session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  providers: [
    Credentials({
      id: 'password',
      name: 'Password',
      credentials: { email: {}, password: {} },
      authorize: async (credentials, request) => outcome(await signInWithPassword(credentials, origin(request))),
    }),
    Credentials({
      id: 'demo',
      name: 'Demo',
      credentials: { userId: {} },
      authorize: async (credentials, request) => outcome(await signInAsDemo(credentials, origin(request))),
    }),
  ],
  callbacks: {
    // `user` is there only at sign-in, whatever its type says.
    jwt: ({ token, user }) => sessionClaims.safeParse(user).data ?? token,
    session: ({ session }) => ({ expires: session.expires }),
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
});
