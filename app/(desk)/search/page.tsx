import type { Metadata } from 'next';
import { SearchPage } from '@/components/search/search-page.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { callerOfPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('search'))('title') };
}

export default async function Page({ searchParams }: { readonly searchParams: Promise<{ q?: string }> }) {
  await callerOfPage();
  const t = await getTranslations('search');
  const { q } = await searchParams;
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <SearchPage initial={q ?? ''} />
    </>
  );
}
