import { deskAddress, parseDesk } from '@/components/claims/desk/desk-address.rules.ts';
import { Desk } from '@/components/claims/desk/desk.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { desk } from '@/lib/claims/desk/queries.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { atLeastCase } from '@/lib/platform/policy.rules.ts';

interface Props {
  readonly params: Promise<{ investigationId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ClaimsPage({ params, searchParams }: Props) {
  const { investigationId } = await params;
  const given = Object.entries(await searchParams).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value]] : [],
  );
  const query = deskAddress(parseDesk(new URLSearchParams(given).toString()));
  const { role } = await askForPage(getInvestigation, { investigationId });
  const initial = await askForPage(desk, { investigationId });
  return (
    <Desk
      investigationId={investigationId}
      initial={initial}
      query={query}
      mayCreate={role !== null && atLeastCase(role, 'annotator')}
    />
  );
}
