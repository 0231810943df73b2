'use client';

import { signOut } from 'next-auth/react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'use-intl';
import { currentOutbox, sendCommand } from '@/components/data/send-command.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { clearBrowser, hasUnsent } from '@/components/live/leave.ts';
import { useLive } from '@/components/live/live-provider.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { keepLocale } from '@/components/ui/language.tsx';
import { localeNames, locales } from '@/lib/platform/locales.rules.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';

const themes = ['light', 'dark', 'system'] as const;

/** The cookie is read when the page is rendered, so a dark page never flashes light. */
function setTheme(theme: string): void {
  document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.dataset['theme'] = theme;
}

/** Who one is, how it looks, and the way out. */
export function AccountMenu() {
  const me = useMe();
  const router = useRouter();
  const live = useLive();
  const current = useLocale();
  const t = useTranslations('common');
  const tLeave = useTranslations('live.leave');
  // What has not reached the server would be lost: that is asked about, the rest goes without a word (LIV-8).
  const leave = async (go: () => Promise<unknown>) => {
    if ((await hasUnsent(me.id, currentOutbox(), live)) && !window.confirm(tLeave('unsent'))) return;
    await clearBrowser(me.id, currentOutbox());
    await go();
  };
  const m = useTranslations('accounts.menu');
  const roles = useTranslations('moderation.accounts.roles');
  return (
    <details className={styles.menu}>
      <summary>
        <Avatar id={me.id} name={me.name} size={28} />
        <span className="visually-hidden">{m('of', { name: me.name })}</span>
      </summary>
      <div className={styles.sheet}>
        <p>
          <b>{me.name}</b>
          <small>
            {me.email}
            {me.role === 'member' ? '' : `, ${roles(me.role)}`}
          </small>
        </p>
        {atLeastAccount(me.role, 'moderator') ? <Link href="/accounts">{m('accounts')}</Link> : null}
        <Link href="/account">{m('own')}</Link>
        <fieldset>
          <legend>{m('look')}</legend>
          {themes.map((key) => (
            <button key={key} type="button" onClick={() => setTheme(key)}>
              {m(key)}
            </button>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t('language.label')}</legend>
          {locales.map((locale) => (
            <button
              key={locale}
              type="button"
              lang={locale}
              aria-pressed={locale === current}
              onClick={() => {
                keepLocale(locale);
                router.refresh();
              }}
            >
              {localeNames[locale]}
            </button>
          ))}
        </fieldset>
        <button type="button" onClick={() => void leave(() => signOut({ callbackUrl: '/sign-in' }))}>
          {m('signOut')}
        </button>
        <button
          type="button"
          onClick={() =>
            void leave(() => sendCommand('session.end_all', {}).then(() => window.location.assign('/sign-in')))
          }
        >
          {m('signOutEverywhere')}
        </button>
      </div>
    </details>
  );
}
