import { People } from '@/components/desk/people.tsx';
import { getMe } from '@/lib/accounts/queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation, listMembers } from '@/lib/investigations/queries.ts';

export default async function PeoplePage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const [me, investigation, initial] = await Promise.all([
    askForPage(getMe, {}),
    askForPage(getInvestigation, { investigationId }),
    askForPage(listMembers, { investigationId, limit: 200 }),
  ]);
  return <People investigation={investigation} meId={me.id} initial={initial} />;
}
