'use client';

import { useRouter } from 'next/navigation';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import { newId } from '@/lib/platform/ids.ts';
import styles from './desk.module.css';

export function NewInvestigation({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations('desk');
  const router = useRouter();
  const [title, setTitle] = useState('');
  const [brief, setBrief] = useState('');
  const [confidential, setConfidential] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const id = newId();
    const result = await sendCommand('investigation.create', { id, title, brief, confidential });
    setBusy(false);
    if (!result.ok) {
      setError(result.error.detail);
      return;
    }
    onClose();
    router.push(`/investigations/${id}`);
  }

  return (
    <Dialog open={open} onClose={onClose} title={t('list.open')}>
      <form onSubmit={submit} className={styles.form}>
        <Field label={t('new.name')} error={error}>
          {(control) => (
            <TextInput
              {...control}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              required
              maxLength={200}
            />
          )}
        </Field>
        <Field label={t('new.brief')} hint={t('new.briefHint')}>
          {(control) => (
            <TextArea
              {...control}
              value={brief}
              onChange={(event) => setBrief(event.target.value)}
              rows={3}
              maxLength={2000}
            />
          )}
        </Field>
        <label className={styles.check}>
          <input type="checkbox" checked={confidential} onChange={(event) => setConfidential(event.target.checked)} />
          <span>{t('new.confidential')}</span>
        </label>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('new.cancel')}
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {t('new.open')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
