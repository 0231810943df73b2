import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { endpoints } from '@/lib/api/endpoints.ts';
import { serve } from '@/lib/api/serve.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import { done } from './people.ts';

/** A person's way into the API, with everything that their role lets a token do. */
export async function tokenOf(db: Database, who: Caller): Promise<string> {
  const { secret, hash } = newApiToken();
  await done(db, createToken, who, { userId: who.userId, name: 'asks', tokenHash: hash, scopes: ['read', 'write'] });
  return secret;
}

/**
 * Every GET address of the API whose parameters are known, asked over HTTP with a token: body and headers, a refusal's too, by
 * its address. For leak tests: an address that somebody adds tomorrow is asked too.
 */
export async function askEndpoints(
  token: string,
  ids: Readonly<Record<string, string>>,
  search: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const [path, methods] of Object.entries(endpoints)) {
    const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '');
    if (!methods.GET || names.some((name) => !(name in ids))) continue;
    const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? '']));
    const address = path.replace(/\{(\w+)\}/gu, (_, name: string) => ids[name] ?? '');
    const asked = async (query: string) =>
      serve(path).GET(
        new Request(`http://test/api/v1${address}${query}`, { headers: { authorization: `Bearer ${token}` } }),
        { params: Promise.resolve(params) },
      );
    const searched = await asked(`?${new URLSearchParams(search).toString()}`);
    // Some take no search at all.
    const response = searched.status === 400 ? await asked('') : searched;
    answers.set(path, `${JSON.stringify([...response.headers])} ${await response.text()}`);
  }
  return answers;
}
