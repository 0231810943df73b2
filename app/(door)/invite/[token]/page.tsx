import Link from 'next/link';
import styles from '@/components/door/door.module.css';
import { Brand } from '@/components/ui/brand.tsx';
import { InviteForm } from '@/components/door/invite-form.tsx';
import { problemIn } from '@/components/data/problem-book.ts';
import { getTranslations, requestLanguage } from '@/lib/platform/i18n.ts';
import codes from '@/messages/es/errors.json' with { type: 'json' };
import sentences from '@/messages/es/refusals.json' with { type: 'json' };
import { invitationBehind } from '@/lib/accounts/accept.ts';

export async function generateMetadata() {
  const t = await getTranslations('door.invite');
  return { title: t('title') };
}

export default async function Invite({ params }: { readonly params: Promise<{ token: string }> }) {
  const t = await getTranslations('door.invite');
  const { locale } = await requestLanguage();
  const { token } = await params;
  const invitation = await invitationBehind(token);
  return (
    <main id="content" className={styles.page}>
      <h1>
        <Brand />
      </h1>
      {invitation.ok ? (
        <>
          <p className={styles.motto}>{t('invitedAs', { email: invitation.value.email })}</p>
          <InviteForm token={token} email={invitation.value.email} name={invitation.value.name ?? ''} />
        </>
      ) : (
        <>
          <p className={styles.motto}>
            {locale === 'es'
              ? problemIn({ codes, sentences, fields: {} }, invitation.error.code, invitation.error.detail)
              : invitation.error.detail}
          </p>
          <Link href="/sign-in">{t('signIn')}</Link>
        </>
      )}
    </main>
  );
}
