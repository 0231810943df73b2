import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { SettingsForm } from '@/components/admin/settings-form.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { getSettings } from '@/lib/accounts/secure.queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('settings') };
}

export default async function SettingsPage() {
  const initial = await askForPage(getSettings, {});
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('settings') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <h1>{t('settings')}</h1>
        <SettingsForm initial={initial} />
      </main>
    </>
  );
}
