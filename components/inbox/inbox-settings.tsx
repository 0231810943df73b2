'use client';

import { useLocale, useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { digestPeriods } from '@/lib/notifications/rules.ts';
import { inboxSettingsView } from '@/lib/notifications/schema.ts';
import styles from './inbox.module.css';

/** When mail comes, and which cases are muted. */
export function InboxSettings() {
  const t = useTranslations('inbox.settings');
  const locale = useLocale();
  const toast = useToast();
  const { data, refetch } = useApi('/notifications/settings', inboxSettingsView);
  if (!data) return null;
  const act = async (name: string, input: Record<string, unknown>) => {
    const result = await sendCommand(name, input);
    toast(result.ok ? { text: t('saved') } : { text: result.error.detail, tone: 'bad' });
    await refetch();
  };
  return (
    <section className={styles.settings} aria-labelledby="reaches">
      <h2 id="reaches">{t('title')}</h2>
      <Field label={t('digest')} hint={data.mail ? undefined : t('noMail')}>
        {(control) => (
          <Select
            {...control}
            value={data.digest}
            onChange={(event) => void act('notification.digest', { digest: event.target.value, locale })}
          >
            {digestPeriods.map((period) => (
              <option key={period} value={period}>
                {t(period)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <h3>{t('muted')}</h3>
      <p>{t('mutedHint')}</p>
      {data.muted.length === 0 ? (
        <p>{t('noneMuted')}</p>
      ) : (
        <ul className={styles.muted}>
          {data.muted.map(({ id, title }) => (
            <li key={id}>
              {title}
              <Button
                variant="quiet"
                aria-label={t('unmuteNamed', { title })}
                onClick={() => void act('notification.mute', { investigationId: id, muted: false })}
              >
                {t('unmute')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The switch on the page of a case. */
export function MuteSwitch({ investigationId }: { readonly investigationId: string }) {
  const t = useTranslations('inbox.settings');
  const toast = useToast();
  const { data, refetch } = useApi('/notifications/settings', inboxSettingsView);
  const muted = data?.muted.some((one) => one.id === investigationId) ?? false;
  const turn = async () => {
    const result = await sendCommand('notification.mute', { investigationId, muted: !muted });
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    await refetch();
  };
  return (
    <Button variant="quiet" onClick={() => void turn()} disabled={!data} title={t('mutedHint')}>
      {muted ? t('unmute') : t('mute')}
    </Button>
  );
}
