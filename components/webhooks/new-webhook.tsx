'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Secured } from '@/components/admin/use-secured.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { newId } from '@/lib/platform/ids.ts';
import type { Choice } from './choices.ts';
import { choices, isChoice } from './choices.ts';
import { newSecret } from './new-secret.ts';
import styles from './webhooks.module.css';

interface NewWebhookProps {
  readonly investigationId: string;
  readonly secured: Secured;
  /** The secret, to be shown this once. */
  readonly onMade: (secret: string) => void;
}

export function NewWebhook({ investigationId, secured, onMade }: NewWebhookProps) {
  const t = useTranslations('webhooks.add');
  const [url, setUrl] = useState('');
  const [choice, setChoice] = useState<Choice>('all');
  // Pressed twice it is one webhook; only a changed form makes another.
  const [id, setId] = useState(newId);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const secret = newSecret();
    const input = { id, investigationId, url, types: choices[choice], secret };
    if (!(await secured.command('webhook.create', input))) return;
    setUrl('');
    setId(newId());
    onMade(secret);
  }

  return (
    <section aria-labelledby="new-webhook">
      <h2 id="new-webhook">{t('title')}</h2>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('url')}
          hint={t('urlHint')}
          type="url"
          required
          maxLength={2000}
          value={url}
          onValue={setUrl}
        />
        <Field label={t('types')}>
          {(control) => (
            <Select
              {...control}
              value={choice}
              onChange={(event) => {
                if (isChoice(event.target.value)) setChoice(event.target.value);
              }}
            >
              {Object.keys(choices)
                .filter(isChoice)
                .map((name) => (
                  <option key={name} value={name}>
                    {t(name)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary">
          {t('go')}
        </Button>
      </form>
    </section>
  );
}
