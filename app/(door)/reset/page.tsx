import { DoorFrame } from '@/components/door/frame.tsx';
import { MailLinkForm } from '@/components/door/reset-forms.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('door.mailLink');
  return { title: t('title') };
}

export default async function Reset() {
  const t = await getTranslations('door.mailLink');

  return (
    <DoorFrame motto={t('motto')}>
      <MailLinkForm kind="request-reset" />
    </DoorFrame>
  );
}
