import { forbidden } from 'next/navigation';
import { IntakeForm } from '@/components/sources/intake-form.tsx';
import styles from '@/components/sources/sources.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

export const metadata = { title: 'Bring in a source' };

export default async function NewSource({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const investigation = await askForPage(getInvestigation, { investigationId });
  if (!mayInCase(investigation.role, 'source.create')) forbidden();
  return (
    <>
      <TopBar
        crumbs={[
          { label: 'Investigations', href: '/' },
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: 'Bring in a source' },
        ]}
      />
      <main id="content" className={styles.page}>
        <h1>Bring in a source</h1>
        <IntakeForm investigationId={investigation.id} caseTitle={investigation.title} />
      </main>
    </>
  );
}
