import type { Metadata } from 'next';
import { StoryEditor } from '@/components/publishing/story-editor.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { getStory } from '@/lib/publishing/story.queries.ts';

type Props = { readonly params: Promise<{ storyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await askForPage(getStory, await params)).title };
}

export default async function EditStory({ params }: Props) {
  const story = await askForPage(getStory, await params);
  const investigation = await askForPage(getInvestigation, { investigationId: story.investigationId });
  return (
    <StoryEditor
      initial={story}
      caseTitle={investigation.title}
      confidential={investigation.confidential}
      mayWrite={mayInCase(investigation.role, 'story.write')}
    />
  );
}
