'use client';

import { useCallback, useMemo } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { memberView, pageOf } from '@/lib/investigations/schema.ts';
import type { CaseMember } from './room-context.ts';

const memberPage = pageOf(memberView);

/** The people of the case: whom one can mention and ask. */
export function useMembers(investigationId: string, me: CaseMember) {
  const { data } = useApi(`/investigations/${investigationId}/members?limit=200`, memberPage);
  const members = useMemo(() => (data?.items ?? []).map(({ userId, name }) => ({ id: userId, name })), [data]);
  const person = useCallback(
    (id: string): CaseMember => members.find((one) => one.id === id) ?? (id === me.id ? me : { id, name: '…' }),
    [members, me],
  );
  return { members, person };
}
