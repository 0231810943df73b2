import { Activity } from '@/components/desk/activity.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listMembers, recentEvents } from '@/lib/investigations/queries.ts';

export default async function ActivityPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const [recent, members] = await Promise.all([
    askForPage(recentEvents, { investigationId, limit: 200 }),
    askForPage(listMembers, { investigationId, limit: 200 }),
  ]);
  return <Activity investigationId={investigationId} initial={recent.items} people={members.items} />;
}
