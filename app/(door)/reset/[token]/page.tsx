import { DoorFrame } from '@/components/door/frame.tsx';
import { ResetForm } from '@/components/door/reset-forms.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('door.reset');
  return { title: t('title') };
}

export default async function ResetLink({ params }: { readonly params: Promise<{ token: string }> }) {
  const t = await getTranslations('door.reset');
  const { token } = await params;
  return (
    <DoorFrame motto={t('motto')}>
      <ResetForm token={token} />
    </DoorFrame>
  );
}
