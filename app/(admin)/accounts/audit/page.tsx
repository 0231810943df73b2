import { AuditTable } from '@/components/admin/audit-table.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listAccounts } from '@/lib/accounts/queries.ts';
import { askForPage } from '@/lib/api/page.ts';

export const metadata = { title: 'Audit trail' };

export default async function Audit() {
  // Whoever may not see the accounts is told so before the page is made.
  await askForPage(listAccounts, { limit: 1 });
  return (
    <>
      <TopBar crumbs={[{ label: 'Accounts', href: '/accounts' }, { label: 'Audit trail' }]} />
      <main id="content" className={desk.page}>
        <AuditTable />
      </main>
    </>
  );
}
