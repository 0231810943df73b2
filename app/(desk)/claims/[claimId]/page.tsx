import type { Metadata } from 'next';
import { ClaimPage } from '@/components/claims/page/claim-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { atLeastCase, mayInCase } from '@/lib/platform/policy.rules.ts';

interface Props {
  readonly params: Promise<{ claimId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await askForPage(getClaim, await params)).statement };
}

export default async function OneClaim({ params }: Props) {
  const claim = await askForPage(getClaim, await params);
  const investigation = await askForPage(getInvestigation, { investigationId: claim.investigationId });
  const mayWrite = investigation.role !== null && atLeastCase(investigation.role, 'checker');
  const mayAdd = investigation.role !== null && atLeastCase(investigation.role, 'annotator');
  return (
    <ClaimPage
      investigation={investigation}
      initial={claim}
      mayWrite={mayWrite}
      mayRenew={mayInCase(investigation.role, 'verdict.renew')}
      mayAdd={mayAdd}
    />
  );
}
