import { AdminNav } from '@/components/admin/admin-nav.tsx';
import desk from '@/components/desk/desk.module.css';
import { NewsroomForm } from '@/components/publishing/newsroom-form.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { getNewsroom } from '@/lib/publishing/queries.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('moderation.nav'))('newsroom') };
}

/** What readers are told of the newsroom (CLM-10). */
export default async function NewsroomPage() {
  const initial = await askForPage(getNewsroom, {});
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('newsroom') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <h1>{t('newsroom')}</h1>
        <NewsroomForm initial={initial} />
      </main>
    </>
  );
}
