'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { AccountMenu } from '../admin/account-menu.tsx';
import { InboxLink } from '../inbox/inbox-link.tsx';
import { SearchLink } from '../search/search-link.tsx';
import { Brand } from './brand.tsx';
import styles from './top-bar.module.css';

export interface Crumb {
  readonly label: string;
  /** Absent on the page one is on. */
  readonly href?: string;
}

/** The bar of every page behind the door: the name, the way here, what this page adds, and one's own account. */
export function TopBar({ crumbs, children }: { readonly crumbs: readonly Crumb[]; readonly children?: ReactNode }) {
  const t = useTranslations('common');
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.brand} aria-label={t('brandHome')}>
        <Brand />
      </Link>
      <nav aria-label={t('whereYouAre')} className={styles.crumbs}>
        <ol>
          {crumbs.map((crumb, index) => (
            <li key={`${crumb.label}-${index}`} className={crumb.href ? styles.far : styles.here}>
              {crumb.href ? (
                <Link href={crumb.href}>{crumb.label}</Link>
              ) : (
                <span aria-current="page">{crumb.label}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className={styles.extra}>
        {children}
        <SearchLink />
        <InboxLink />
        <AccountMenu />
      </div>
    </header>
  );
}
