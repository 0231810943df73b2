import { z } from 'zod';
import { GET, POST } from '@/app/api/interchange/entities/route.ts';
import type { Exchanged } from '@/lib/entities/exchange.schema.ts';
import { exchanged } from '@/lib/entities/exchange.schema.ts';
import type { Member } from './member.ts';

type Headers = Member['headers'];
export const at = 'http://test/api/interchange/entities';

export const jsonLines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

/** The lines that a program gets of a case, or of all that it may see. */
export async function exported(headers: Headers, search = ''): Promise<Exchanged[]> {
  const response = await GET(new Request(`${at}?${search}`, { headers }));
  return z.array(exchanged).parse(jsonLines(await response.text()));
}

/** What the program that sends these lines is told. */
export async function imported(headers: Headers, search: string, body: string): Promise<string> {
  return (await POST(new Request(`${at}?${search}`, { method: 'POST', headers, body }))).text();
}
