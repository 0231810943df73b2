import { DoorFrame } from '@/components/door/frame.tsx';
import { ConfirmMailForm } from '@/components/door/reset-forms.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('door.confirmMail');
  return { title: t('title') };
}

export default async function ConfirmMail({ params }: { readonly params: Promise<{ token: string }> }) {
  const t = await getTranslations('door.confirmMail');
  const { token } = await params;
  return (
    <DoorFrame motto={t('motto')}>
      <ConfirmMailForm token={token} />
    </DoorFrame>
  );
}
