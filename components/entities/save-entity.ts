import { call } from '@/components/data/api.ts';

/** Saves against the revision that was on the screen; answers the sentence to show, or null when it is saved. */
export async function saveEntity(
  { id, revision }: { readonly id: string; readonly revision: number },
  changes: Readonly<Record<string, unknown>>,
  unreachable: string,
): Promise<string | null> {
  try {
    const result = await call(`/api/v1/entities/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ revision, ...changes }),
    });
    return result.ok ? null : result.error.detail;
  } catch {
    return unreachable;
  }
}
