import { FactCheck } from '@/components/publishing/fact-check.tsx';
import { PreviewBar } from '@/components/publishing/preview-bar.tsx';
import styles from '@/components/publishing/publishing.module.css';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations, requestLanguage } from '@/lib/platform/i18n.ts';
import { previewClaim } from '@/lib/publishing/story.queries.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('publishing.preview'))('title') };
}

/** The public page before it is one. */
export default async function Preview({ params }: { readonly params: Promise<{ claimId: string }> }) {
  const { claimId } = await params;
  const { claim, newsroom } = await askForPage(previewClaim, { claimId });
  const { locale } = await requestLanguage();
  return (
    <>
      <PreviewBar back={`/claims/${claimId}`} />
      <div className={styles.paper}>
        <FactCheck page={{ claim, newsroom, locale }} />
      </div>
    </>
  );
}
