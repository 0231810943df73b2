import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Gone } from '@/components/publishing/gone.tsx';
import { Story } from '@/components/publishing/story.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { publicStory } from '@/lib/publishing/page.ts';
import { isTombstone } from '@/lib/publishing/read.ts';

type Props = { readonly params: Promise<{ storyId: string }> };
const load = cache(publicStory);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await load((await params).storyId);
  if (!page) return {};
  const { story, address, newsroom } = page;
  if (isTombstone(story))
    return { title: (await getTranslations('publishing.gone'))('title'), robots: { index: false } };
  const description = story.intro.slice(0, 300);
  return {
    title: story.title,
    description,
    alternates: { canonical: address },
    openGraph: { type: 'article', title: story.title, description, url: address, siteName: newsroom.name },
  };
}

export default async function StoryPage({ params }: Props) {
  const page = await load((await params).storyId);
  if (!page) notFound();
  return isTombstone(page.story) ? (
    <Gone page={page.story} />
  ) : (
    <Story story={page.story} newsroom={page.newsroom} locale={page.locale} />
  );
}
