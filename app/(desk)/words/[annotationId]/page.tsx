import type { Metadata } from 'next';
import { WordsPage } from '@/components/thread/words-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { getResting } from '@/lib/thread/queries.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('thread.resting'))('title') };
}

export default async function Words({ params }: { readonly params: Promise<{ annotationId: string }> }) {
  return <WordsPage resting={await askForPage(getResting, await params)} />;
}
