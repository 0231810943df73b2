import { NetworkScreen } from '@/components/network/network-screen.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getNetwork } from '@/lib/network/queries.ts';

interface Props {
  readonly params: Promise<{ investigationId: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function CaseNetworkPage({ params, searchParams }: Props) {
  const [{ investigationId }, { edge }] = await Promise.all([params, searchParams]);
  const [investigation, initial] = await Promise.all([
    askForPage(getInvestigation, { investigationId }),
    askForPage(getNetwork, { investigationId }),
  ]);
  return (
    <NetworkScreen
      scope={{ investigationId }}
      title={investigation.title}
      initial={initial}
      edgeId={typeof edge === 'string' && initial.edges.some(({ id }) => id === edge) ? edge : null}
    />
  );
}
