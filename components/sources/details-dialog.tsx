'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import type { SourceView } from '@/lib/sources/schema.ts';
import { MAX_TITLE } from '@/lib/sources/schema.ts';
import type { Details } from './details.rules.ts';
import { changesOf, detailsOf } from './details.rules.ts';
import styles from './draft.module.css';

interface Props {
  readonly source: SourceView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What is known about a source besides its words. These can be corrected after sealing, too. */
export function DetailsDialog({ source, open, onClose }: Props) {
  const t = useTranslations('sources.details');
  return (
    <Dialog open={open} onClose={onClose} title={t('heading')}>
      <DetailsForm source={source} onClose={onClose} />
    </Dialog>
  );
}

/** The fields alone, for a dialog that shows other things as well. */
export function DetailsForm({ source, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('sources.details');
  // What the form opened with: a colleague's correction of another field meanwhile is not undone by saving.
  const [before] = useState(() => detailsOf(source));
  const [details, setDetails] = useState<Details>(before);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const changes = changesOf(before, details);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    setBusy(true);
    const result = await sendCommand('source.update', { sourceId: source.id, ...changes });
    setBusy(false);
    if (result.ok) {
      onClose();
      return;
    }
    const fields = result.error.fields ?? [{ path: 'title', message: result.error.detail }];
    // `authors.2` is said at the authors.
    setErrors(Object.fromEntries(fields.map(({ path, message }) => [path.split('.')[0] ?? path, message])));
  }

  const text = (name: keyof Details, label: string, max: number, more: { hint?: string; type?: string } = {}) => (
    <Field label={label} hint={more.hint} error={errors[name]}>
      {(control) => (
        <TextInput
          {...control}
          type={more.type ?? 'text'}
          value={details[name]}
          maxLength={max}
          onChange={(event) => setDetails({ ...details, [name]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <form onSubmit={submit} className={styles.sealing} noValidate>
      {text('title', t('title'), MAX_TITLE)}
      {text('outlet', t('outlet'), 200)}
      <Field label={t('authors')} hint={t('authorsHint')} error={errors['authors']}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            value={details.authors}
            onChange={(event) => setDetails({ ...details, authors: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        {text('publishedAt', t('published'), 30, { type: 'datetime-local', hint: t('moment') })}
        {text('accessedAt', t('accessed'), 30, { type: 'datetime-local', hint: t('moment') })}
      </div>
      {text('url', t('url'), 2000, { type: 'url' })}
      {text('archiveUrl', t('archive'), 2000, { type: 'url', hint: t('archiveHint') })}
      {text('language', t('language'), 3, { hint: t('languageHint') })}
      {text('rights', t('rights'), 500)}
      <DialogActions>
        <Button variant="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button variant="primary" type="submit" busy={busy}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}
