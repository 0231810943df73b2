import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { CaseFrame } from '@/components/desk/case-frame.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';

interface Props {
  readonly params: Promise<{ investigationId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await askForPage(getInvestigation, await params)).title };
}

export default async function CaseLayout({ params, children }: Props & { readonly children: ReactNode }) {
  return <CaseFrame initial={await askForPage(getInvestigation, await params)}>{children}</CaseFrame>;
}
