'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import type { AccountView } from '@/lib/accounts/schema.ts';
import styles from './admin.module.css';

/** Suspends one or several, with a reason and, if wished, an end. */
export function SuspendDialog({
  accounts,
  onClose,
  onSuspend,
}: {
  readonly accounts: readonly AccountView[];
  readonly onClose: () => void;
  readonly onSuspend: (reason: string, until: string | null) => Promise<void>;
}) {
  const t = useTranslations('moderation.suspend');
  const format = useFormatter();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onSuspend(reason, until ? new Date(`${until}T23:59:59`).toISOString() : null);
  }
  return (
    <Dialog open onClose={onClose} title={t('title', { names: format.list(accounts.map(({ name }) => name)) })}>
      <form onSubmit={submit} className={styles.form}>
        <p>{t('what')}</p>
        <Field label={t('reason')} hint={t('reasonHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <TextField label={t('until')} hint={t('untilHint')} type="date" value={until} onValue={setUntil} />
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" type="submit">
            {t('now')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
