'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { get } from './api.ts';

/** What /api/v1{path} answers; `initialData` is what the page was rendered with. */
export function useApi<Output>(
  path: string | null,
  shape: z.ZodType<Output>,
  options: { readonly initialData?: NoInfer<Output> | undefined } = {},
): UseQueryResult<Output> {
  return useQuery<Output>({
    queryKey: ['api', path],
    queryFn: () => get(path ?? '', shape),
    enabled: path !== null,
    ...(options.initialData === undefined ? {} : { initialData: options.initialData }),
  });
}
