import { redirect } from 'next/navigation';
import { headers } from 'next/headers';
import { SignInForm } from '@/components/door/sign-in-form.tsx';
import { Brand } from '@/components/ui/brand.tsx';
import styles from '@/components/door/door.module.css';
import { demoChoices } from '@/lib/accounts/demo.ts';
import { getMe } from '@/lib/accounts/queries.ts';
import { callerFromHeaders } from '@/lib/accounts/session.ts';
import { oidcSettings } from '@/lib/accounts/oidc.ts';
import { readSettings } from '@/lib/accounts/settings.ts';
import { database } from '@/lib/platform/db.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { safePath } from '@/lib/platform/safe-path.rules.ts';
import { ask } from '@/lib/platform/query.ts';

export async function generateMetadata() {
  const t = await getTranslations('door.signIn');
  return { title: t('title') };
}

const notices = ['suspended', 'resetDone', 'mailDone', 'forbidden', 'not_found'] as const;

export default async function SignIn({
  searchParams,
}: {
  readonly searchParams: Promise<{ next?: string; why?: string }>;
}) {
  const t = await getTranslations('door.signIn');
  const { next, why } = await searchParams;
  const sent = new Headers(await headers());
  const db = await database();
  const caller = await callerFromHeaders(sent);
  if (caller && (await ask(db, getMe, caller, {})).ok) redirect(safePath(next));
  return (
    <main id="content" className={styles.page}>
      <h1>
        <Brand />
      </h1>
      <p className={styles.motto}>{t('motto')}</p>
      <SignInForm
        demo={await demoChoices(db)}
        next={safePath(next)}
        notice={notices.find((one) => one === why) ?? null}
        provider={oidcSettings()?.name ?? null}
        open={(await readSettings(db.prisma)).openRegistration}
      />
    </main>
  );
}
