'use client';

import { z } from 'zod';
import { jobView } from '@/lib/jobs/schema.ts';
import type { SimilarView } from '@/lib/sources/schema.ts';
import { similarView } from '@/lib/sources/schema.ts';

const accepted = z.object({ job: jobView });
const refused = z.object({ detail: z.string(), similar: z.array(similarView).optional() });

export type FileAnswer =
  | { readonly t: 'job'; readonly jobId: string }
  | { readonly t: 'done' }
  | { readonly t: 'similar'; readonly similar: readonly SimilarView[] }
  | { readonly t: 'refused'; readonly why: string };

/** Sends a file to an address that takes one, as work to be followed. Not through the outbox, which keeps only words. */
export async function sendFile(
  path: string,
  file: File,
  fields: Readonly<Record<string, string>>,
): Promise<FileAnswer> {
  const body = new FormData();
  body.set('file', file);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { prefer: 'respond-async' };
  const response = await fetch(`/api/v1${path}`, { method: 'POST', body, headers }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  const work = accepted.safeParse(answer);
  if (response?.status === 202 && work.success) return { t: 'job', jobId: work.data.job.id };
  if (response?.ok) return { t: 'done' };
  const no = refused.safeParse(answer);
  if (no.data?.similar) return { t: 'similar', similar: no.data.similar };
  return { t: 'refused', why: no.data?.detail ?? '' };
}
