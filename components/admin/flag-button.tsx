'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { Flaggable } from '@/lib/moderation/rules.ts';
import { flagReasons } from '@/lib/moderation/rules.ts';
import { newId } from '@/lib/platform/ids.ts';
import styles from './admin.module.css';

/** `<FlagButton subjectType="annotation" subjectId={id} authorId={…} />`: not shown beside what oneself has written. */
export function FlagButton({
  subjectType,
  subjectId,
  authorId,
}: {
  readonly subjectType: Flaggable;
  readonly subjectId: string;
  readonly authorId?: string | undefined;
}) {
  const me = useMe();
  const t = useTranslations('moderation.flag');
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string>('abuse');
  const [note, setNote] = useState('');

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const result = await sendCommand('flag.raise', { id: newId(), subjectType, subjectId, reason, note });
    setOpen(false);
    toast(result.ok ? { text: t('raised') } : { text: result.error.detail, tone: 'bad' });
  }

  if (authorId === me.id) return null;
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('flag')}
      </Button>
      {open ? (
        <Dialog open onClose={() => setOpen(false)} title={t('title')}>
          <form onSubmit={submit} className={styles.form}>
            <p>{t('what')}</p>
            <Field label={t('reason')}>
              {(control) => (
                <Select {...control} value={reason} onChange={(event) => setReason(event.target.value)}>
                  {flagReasons.map((key) => (
                    <option key={key} value={key}>
                      {t(`reasons.${key}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('note')}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={3}
                  maxLength={1000}
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
            <DialogActions>
              <Button variant="quiet" onClick={() => setOpen(false)}>
                {t('cancel')}
              </Button>
              <Button variant="primary" type="submit">
                {t('send')}
              </Button>
            </DialogActions>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
