import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { SealedCases } from '@/components/admin/sealed-cases.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listSealedCases } from '@/lib/moderation/queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('sealed') };
}

export default async function Sealed() {
  await askForPage(listSealedCases, {});
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('sealed') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <h1>{t('sealed')}</h1>
        <SealedCases />
      </main>
    </>
  );
}
