import { forbidden } from 'next/navigation';
import { IntakeForm } from '@/components/sources/intake-form.tsx';
import styles from '@/components/sources/sources.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

export async function generateMetadata() {
  const t = await getTranslations('desk');
  return { title: t('newSource') };
}

export default async function NewSource({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const t = await getTranslations('desk');
  const { investigationId } = await params;
  const investigation = await askForPage(getInvestigation, { investigationId });
  if (!mayInCase(investigation.role, 'source.create')) forbidden();
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('list.title'), href: '/' },
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: t('newSource') },
        ]}
      />
      <main id="content" className={styles.page}>
        <h1>{t('newSource')}</h1>
        <IntakeForm investigationId={investigation.id} caseTitle={investigation.title} />
      </main>
    </>
  );
}
