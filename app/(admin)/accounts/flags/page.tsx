import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { Dashboard } from '@/components/admin/dashboard.tsx';
import { FlagQueue } from '@/components/admin/flag-queue.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { getMe } from '@/lib/accounts/queries.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('flags') };
}

export default async function Flags() {
  const me = await askForPage(getMe, {});
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('flags') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <h1>{t('flags')}</h1>
        {atLeastAccount(me.role, 'moderator') ? <Dashboard /> : null}
        <FlagQueue />
      </main>
    </>
  );
}
