import { Timeline } from '@/components/network/timeline.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getCaseTimeline } from '@/lib/network/timeline.queries.ts';

export default async function TimelinePage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  return <Timeline timeline={await askForPage(getCaseTimeline, await params)} />;
}
