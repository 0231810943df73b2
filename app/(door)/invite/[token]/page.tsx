import Link from 'next/link';
import styles from '@/components/door/door.module.css';
import { InviteForm } from '@/components/door/invite-form.tsx';
import { invitationBehind } from '@/lib/accounts/accept.ts';

export const metadata = { title: 'Invitation' };

export default async function Invite({ params }: { readonly params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await invitationBehind(token);
  return (
    <main id="content" className={styles.page}>
      <h1>
        Red<i>thread</i>
      </h1>
      {invitation.ok ? (
        <>
          <p className={styles.motto}>You are invited as {invitation.value.email}.</p>
          <InviteForm token={token} email={invitation.value.email} name={invitation.value.name ?? ''} />
        </>
      ) : (
        <>
          <p className={styles.motto}>{invitation.error.detail}</p>
          <Link href="/sign-in">Sign in</Link>
        </>
      )}
    </main>
  );
}
