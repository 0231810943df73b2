import Link from 'next/link';
import { Activity } from '@/components/desk/activity.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation, listMembers, recentEvents } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

export default async function ActivityPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const [investigation, recent, members, t] = await Promise.all([
    askForPage(getInvestigation, { investigationId }),
    askForPage(recentEvents, { investigationId, limit: 200 }),
    askForPage(listMembers, { investigationId, limit: 200 }),
    getTranslations('webhooks'),
  ]);
  return (
    <>
      {mayInCase(investigation.role, 'webhook.read') ? (
        <p>
          <Link href={`/investigations/${investigationId}/webhooks`}>{t('link')}</Link>
        </p>
      ) : null}
      <Activity investigationId={investigationId} initial={recent.items} people={members.items} />
    </>
  );
}
