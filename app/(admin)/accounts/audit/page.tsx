import { AdminNav } from '@/components/admin/admin-nav.tsx';
import { AuditTable } from '@/components/admin/audit-table.tsx';
import desk from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { listAudit } from '@/lib/moderation/audit.queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('moderation.nav');
  return { title: t('audit') };
}

export default async function Audit({
  searchParams,
}: {
  readonly searchParams: Promise<{ personId?: string; subjectId?: string; type?: string }>;
}) {
  const { personId, subjectId, type } = await searchParams;
  const initial = { ...(personId ? { personId } : {}), ...(subjectId ? { subjectId } : {}), ...(type ? { type } : {}) };
  // Whoever may not see it is told so before the page is made.
  await askForPage(listAudit, { ...initial, limit: 1 });
  const t = await getTranslations('moderation.nav');
  return (
    <>
      <TopBar crumbs={[{ label: t('investigations'), href: '/' }, { label: t('audit') }]} />
      <main id="content" className={desk.page}>
        <AdminNav />
        <AuditTable initial={initial} />
      </main>
    </>
  );
}
