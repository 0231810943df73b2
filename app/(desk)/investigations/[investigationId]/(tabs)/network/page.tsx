import { NetworkScreen } from '@/components/network/network-screen.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getNetwork } from '@/lib/network/queries.ts';

export default async function CaseNetworkPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const [investigation, initial] = await Promise.all([
    askForPage(getInvestigation, { investigationId }),
    askForPage(getNetwork, { investigationId }),
  ]);
  return <NetworkScreen scope={{ investigationId }} title={investigation.title} initial={initial} />;
}
