import { MarksList } from '@/components/search/marks-list.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation, listMembers } from '@/lib/investigations/queries.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

interface Props {
  readonly params: Promise<{ investigationId: string }>;
  readonly searchParams: Promise<{ q?: string }>;
}

export default async function MarksPage({ params, searchParams }: Props) {
  const { investigationId } = await params;
  const { q } = await searchParams;
  const [investigation, people] = await Promise.all([
    askForPage(getInvestigation, { investigationId }),
    askForPage(listMembers, { investigationId, limit: 200 }),
  ]);
  return (
    <MarksList
      investigationId={investigationId}
      initial={q ?? ''}
      people={people.items}
      mayMark={mayInCase(investigation.role, 'annotation.create')}
    />
  );
}
