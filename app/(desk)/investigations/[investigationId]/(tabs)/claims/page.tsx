import { parseClaimFilter } from '@/components/claims/claim-filter.rules.ts';
import { ClaimTable } from '@/components/claims/claim-table.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listClaims } from '@/lib/claims/queries.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { atLeastCase } from '@/lib/platform/policy.rules.ts';

interface Props {
  readonly params: Promise<{ investigationId: string }>;
  readonly searchParams: Promise<{ show?: string }>;
}

export default async function ClaimsPage({ params, searchParams }: Props) {
  const { investigationId } = await params;
  const { show } = await searchParams;
  const { role } = await askForPage(getInvestigation, { investigationId });
  const initial = await askForPage(listClaims, { investigationId, limit: 200 });
  return (
    <ClaimTable
      investigationId={investigationId}
      initial={initial}
      initialFilter={parseClaimFilter(show)}
      mayCreate={role !== null && atLeastCase(role, 'annotator')}
    />
  );
}
