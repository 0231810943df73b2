'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useMe } from '@/components/desk/providers.tsx';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';

const places = [
  { href: '/accounts', key: 'people', least: 'moderator' },
  { href: '/accounts/flags', key: 'flags', least: 'member' },
  { href: '/accounts/audit', key: 'audit', least: 'moderator' },
  { href: '/accounts/sealed', key: 'sealed', least: 'admin' },
  { href: '/accounts/tags', key: 'tags', least: 'admin' },
  { href: '/accounts/settings', key: 'settings', least: 'moderator' },
  { href: '/accounts/newsroom', key: 'newsroom', least: 'moderator' },
] as const;

/** The rooms of moderation, as far as one may enter them. */
export function AdminNav() {
  const me = useMe();
  const t = useTranslations('moderation.nav');
  const here = usePathname();
  return (
    <nav aria-label={t('label')} className={styles.nav}>
      {places
        .filter(({ least }) => atLeastAccount(me.role, least))
        .map(({ href, key }) => (
          <Link key={href} href={href} aria-current={here === href ? 'page' : undefined}>
            {t(key)}
          </Link>
        ))}
    </nav>
  );
}
