'use client';

import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { settingsShape } from '@/lib/accounts/settings.schema.ts';
import type { Settings } from '@/lib/accounts/settings.schema.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import { ReconcileAt } from './reconcile-at.tsx';
import { useSecured } from './use-secured.tsx';

/** What admins decide for everybody; moderators see it. Each choice is saved as it is made. */
export function SettingsForm({ initial }: { readonly initial: Settings }) {
  const me = useMe();
  const t = useTranslations('moderation.settings');
  const secured = useSecured();
  const { data = initial, refetch } = useApi('/settings', settingsShape, { initialData: initial });
  const disabled = !atLeastAccount(me.role, 'admin');
  const set = (change: Record<string, unknown>) =>
    void secured.command('settings.update', change).then(() => refetch());
  return (
    <div className={styles.form}>
      <Field label={t('secondFactor')} hint={t('secondFactorHint')}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={data.secondFactor}
            onChange={(event) => set({ secondFactor: event.target.value })}
          >
            <option value="optional">{t('optional')}</option>
            <option value="moderators">{t('moderators')}</option>
          </Select>
        )}
      </Field>
      <Field label={t('registration')} hint={t('registrationHint')}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={data.openRegistration ? 'open' : 'invited'}
            onChange={(event) => set({ openRegistration: event.target.value === 'open' })}
          >
            <option value="invited">{t('invited')}</option>
            <option value="open">{t('anybody')}</option>
          </Select>
        )}
      </Field>
      <Field label={t('forget')} hint={t('forgetHint')}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={String(data.forgetSessionsAfter)}
            onChange={(event) => set({ forgetSessionsAfter: Number(event.target.value) })}
          >
            {[...new Set([7, 30, 90, 365, data.forgetSessionsAfter])].map((count) => (
              <option key={count} value={count}>
                {t('days', { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('raw')} hint={t('rawHint')}>
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={String(data.keepRawFor)}
            onChange={(event) => set({ keepRawFor: Number(event.target.value) })}
          >
            {[...new Set([0, 6, 12, 24, 60, 120, data.keepRawFor])].map((count) => (
              <option key={count} value={count}>
                {t('months', { count })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ReconcileAt value={data.reconcileAt} disabled={disabled} onSave={(reconcileAt) => set({ reconcileAt })} />
      <p>{t('trail')}</p>
      {secured.dialog}
    </div>
  );
}
