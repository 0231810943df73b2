import type { Metadata } from 'next';
import { Inbox } from '@/components/inbox/inbox.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { callerOfPage } from '@/lib/api/page.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

export default async function InboxPage() {
  await callerOfPage();
  const t = await getTranslations('inbox');
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <Inbox />
    </>
  );
}
