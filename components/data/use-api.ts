'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { get } from './api.ts';

/**
 * What /api/v1{path} answers; `initialData` is what the page was rendered with. `keepPrevious`: until the answer for a new
 * path is there, the one before stays. `fresh`: asked anew whenever it is shown, however lately it was known.
 */
export function useApi<Output>(
  path: string | null,
  shape: z.ZodType<Output>,
  options: {
    readonly initialData?: NoInfer<Output> | undefined;
    readonly keepPrevious?: boolean;
    readonly fresh?: boolean;
  } = {},
): UseQueryResult<Output> {
  return useQuery<Output>({
    queryKey: ['api', path],
    queryFn: () => get(path ?? '', shape),
    enabled: path !== null,
    ...(options.fresh ? { staleTime: 0 } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.initialData === undefined ? {} : { initialData: options.initialData }),
  });
}
