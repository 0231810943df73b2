import { OwnAccount } from '@/components/admin/own-account.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { getSecurity } from '@/lib/accounts/secure.queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('accounts.own');
  return { title: t('title') };
}

export default async function Account() {
  const initial = await askForPage(getSecurity, {});
  const t = await getTranslations('accounts');
  return (
    <>
      <TopBar crumbs={[{ label: t('nav.investigations'), href: '/' }, { label: t('own.title') }]} />
      <main id="content" className={desk.page}>
        <OwnAccount initial={initial} />
      </main>
    </>
  );
}
