import type { Metadata } from 'next';
import { ThreadPage } from '@/components/thread/thread-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { getThread } from '@/lib/thread/queries.ts';

interface Props {
  readonly params: Promise<{ claimId: string }>;
  readonly searchParams: Promise<{ verdict?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('thread.page'))('title') };
}

export default async function ClaimThread({ params, searchParams }: Props) {
  const { verdict } = await searchParams;
  const decisionId = typeof verdict === 'string' ? verdict : null;
  const thread = await askForPage(getThread, { ...(await params), ...(decisionId ? { decisionId } : {}) });
  const { role } = await askForPage(getInvestigation, { investigationId: thread.claim.investigation.id });
  return (
    <ThreadPage
      key={decisionId}
      initial={thread}
      decisionId={decisionId}
      mayMake={mayInCase(role, 'dossier.make')}
      mayFull={mayInCase(role, 'dossier.full')}
    />
  );
}
