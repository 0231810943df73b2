'use client';

import Link from 'next/link';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { localeNames, locales } from '@/lib/platform/locales.rules.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import type { NewsroomView } from '@/lib/publishing/schema.ts';
import styles from './story-editor.module.css';

/** Name, letters of the logo, address and method: what the public pages sign with. Admins change it, others see it. */
export function NewsroomForm({ initial }: { readonly initial: NewsroomView }) {
  const t = useTranslations('publishing.settings');
  const me = useMe();
  const toast = useToast();
  const [fields, setFields] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const disabled = !atLeastAccount(me.role, 'admin');
  async function save(event: SyntheticEvent) {
    event.preventDefault();
    const result = await sendCommand('newsroom.update', { ...fields, url: fields.url || null });
    setError(result.ok ? null : result.error.detail);
    if (result.ok) toast({ text: t('saved') });
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <p>{t('intro')}</p>
      {disabled ? <p>{t('onlyAdmins')}</p> : null}
      <Field label={t('name')}>
        {(control) => (
          <TextInput
            {...control}
            disabled={disabled}
            maxLength={200}
            value={fields.name}
            onChange={(event) => setFields({ ...fields, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('logoText')} hint={t('logoHint')}>
        {(control) => (
          <TextInput
            {...control}
            disabled={disabled}
            maxLength={40}
            value={fields.logoText}
            onChange={(event) => setFields({ ...fields, logoText: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('url')}>
        {(control) => (
          <TextInput
            {...control}
            type="url"
            disabled={disabled}
            value={fields.url ?? ''}
            onChange={(event) => setFields({ ...fields, url: event.target.value })}
          />
        )}
      </Field>
      {locales.map((locale) => (
        <Field key={locale} label={t('method', { language: localeNames[locale] })} hint={t('methodHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={8}
              disabled={disabled}
              maxLength={20_000}
              lang={locale}
              value={fields.method[locale] ?? ''}
              onChange={(event) => setFields({ ...fields, method: { ...fields.method, [locale]: event.target.value } })}
            />
          )}
        </Field>
      ))}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      <div className={styles.acts}>
        {disabled ? null : (
          <Button type="submit" variant="primary">
            {t('save')}
          </Button>
        )}
        <Link href="/fact-checks/method">{t('see')}</Link>
      </div>
    </form>
  );
}
