'use client';

import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import type { DashboardView } from '@/lib/moderation/schema.ts';
import { dashboardView } from '@/lib/moderation/schema.ts';
import styles from './admin.module.css';

const facts = [
  'openFlags',
  'suspensionsEnding',
  'openInvitations',
  'moderatorsWithoutFactor',
  'dormant',
  'activeGrants',
  'admins',
] as const satisfies readonly (keyof DashboardView)[];

/** What needs a decision, in numbers. */
export function Dashboard() {
  const t = useTranslations('moderation.dashboard');
  const { data } = useApi('/moderation', dashboardView);
  if (!data) return null;
  return (
    <ul className={styles.facts} aria-label={t('label')}>
      {facts.map((key) => (
        <li key={key}>
          <b>{data[key]}</b>
          <span>{t(key, { count: data[key] })}</span>
        </li>
      ))}
    </ul>
  );
}
