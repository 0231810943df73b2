import { headers } from 'next/headers';
import { forbidden, notFound, redirect } from 'next/navigation';
import { callerFromHeaders } from '../accounts/session.ts';
import type { Caller } from '../platform/access.ts';
import { database } from '../platform/db.ts';
import type { Query } from '../platform/query.ts';
import { ask } from '../platform/query.ts';

/** The person whose page this is; whoever is not signed in goes to the door. */
export async function callerOfPage(): Promise<Caller> {
  return (await callerFromHeaders(new Headers(await headers()))) ?? redirect('/sign-in');
}

/** Asks a query for a page: what is not found or not allowed becomes the page that says so. */
export async function askForPage<Input, Output>(
  query: Query<Input, Output>,
  input: Record<string, unknown>,
): Promise<Output> {
  // The request first: it tells a build that this page cannot be made in advance, before anything looks for a database.
  const caller = await callerOfPage();
  const result = await ask(await database(), query, caller, input);
  if (result.ok) return result.value;
  const { code } = result.error;
  if (code === 'signed_out' || code === 'suspended') redirect('/sign-in');
  if (code === 'forbidden') forbidden();
  notFound();
}
