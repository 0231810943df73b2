import { Stale } from '@/components/claims/page/stale.tsx';
import { StoryListing } from '@/components/publishing/story-listing.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { listStories } from '@/lib/publishing/story.queries.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('publishing.stories'))('title') };
}

export default async function Stories({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const initial = await askForPage(listStories, { investigationId });
  const { role } = await askForPage(getInvestigation, { investigationId });
  return (
    <>
      <Stale investigationId={investigationId} mayRenew={mayInCase(role, 'verdict.renew')} />
      <StoryListing investigationId={investigationId} initial={initial} mayWrite={mayInCase(role, 'story.write')} />
    </>
  );
}
