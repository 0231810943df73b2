import { AccountsTable } from '@/components/admin/accounts-table.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listAccounts } from '@/lib/accounts/queries.ts';
import { askForPage } from '@/lib/api/page.ts';

export const metadata = { title: 'Accounts' };

export default async function Accounts() {
  const initial = await askForPage(listAccounts, { limit: 200 });
  return (
    <>
      <TopBar crumbs={[{ label: 'Investigations', href: '/' }, { label: 'Accounts' }]} />
      <main id="content" className={desk.page}>
        <AccountsTable initial={initial} />
      </main>
    </>
  );
}
