import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { Vocabulary } from '@/components/admin/vocabulary.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listVocabulary } from '@/lib/annotations/vocabulary.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('tags') };
}

export default async function TagsPage() {
  const initial = await askForPage(listVocabulary, {});
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('tags') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <h1>{t('tags')}</h1>
        <Vocabulary initial={[...initial.items]} />
      </main>
    </>
  );
}
