import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { AccountsTable } from '@/components/admin/accounts-table.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listAccounts } from '@/lib/accounts/queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('people') };
}

export default async function Accounts() {
  const initial = await askForPage(listAccounts, { limit: 100 });
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('people') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <AccountsTable initial={initial} />
      </main>
    </>
  );
}
