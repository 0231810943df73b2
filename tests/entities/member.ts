import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { TestDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';

export interface Member {
  readonly who: Caller;
  readonly token: string;
  readonly headers: Record<string, string>;
}

/** A person with a token, as programs come. */
export async function memberOf(test: TestDatabase, name: string): Promise<Member> {
  const who = await person(test.db, name);
  const { secret, hash } = newApiToken();
  const scopes = ['read', 'write'];
  await done(test.db, createToken, who, { userId: who.userId, name: 'test', tokenHash: hash, scopes });
  return { who, token: secret, headers: { authorization: `Bearer ${secret}` } };
}
