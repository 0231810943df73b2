import { ReadPage } from '@/components/claims/read/read-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { preRead } from '@/lib/claims/read/queries.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('claims.read'))('title') };
}

export default async function PreRead({ params }: { readonly params: Promise<{ sourceId: string }> }) {
  const initial = await askForPage(preRead, await params);
  const investigation = await askForPage(getInvestigation, { investigationId: initial.source.investigationId });
  return (
    <ReadPage
      initial={initial}
      caseTitle={investigation.title}
      mayMark={mayInCase(investigation.role, 'annotation.create')}
    />
  );
}
