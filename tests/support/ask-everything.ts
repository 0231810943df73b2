import { queries } from '@/lib/api/registry.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import { ask } from '@/lib/platform/query.ts';

/**
 * Every query there is that can take this input, asked as one person: its whole answer, also a refusal, as text by its name.
 * For leak tests: a query that somebody adds tomorrow is asked too.
 */
export async function askEverything(
  db: Database,
  who: Caller,
  input: Readonly<Record<string, unknown>>,
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const query of queries) {
    if (!query.input.safeParse(input).success) continue;
    answers.set(query.name, JSON.stringify(await ask(db, query, who, input)));
  }
  return answers;
}
