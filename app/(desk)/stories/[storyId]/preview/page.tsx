import { PreviewBar } from '@/components/publishing/preview-bar.tsx';
import styles from '@/components/publishing/publishing.module.css';
import { Story } from '@/components/publishing/story.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations, requestLanguage } from '@/lib/platform/i18n.ts';
import { previewStory } from '@/lib/publishing/story.queries.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('publishing.preview'))('title') };
}

export default async function Preview({ params }: { readonly params: Promise<{ storyId: string }> }) {
  const { storyId } = await params;
  const { story, newsroom } = await askForPage(previewStory, { storyId });
  const { locale } = await requestLanguage();
  return (
    <>
      <PreviewBar back={`/stories/${storyId}`} />
      <div className={styles.paper}>
        <Story story={story} newsroom={newsroom} locale={locale} />
      </div>
    </>
  );
}
