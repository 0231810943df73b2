import NextAuth from 'next-auth';
import { z } from 'zod';
import { authOptions } from '@/lib/accounts/auth-options.ts';

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

const answer = z.instanceof(Response);

async function handler(request: Request, context: Context): Promise<Response> {
  // next-auth types its handler as any: what comes out is checked instead.
  const done: unknown = await Reflect.apply(NextAuth, undefined, [request, context, authOptions(request.headers)]);
  return answer.parse(done);
}

export { handler as GET, handler as POST };
