'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import type { SourceView } from '@/lib/sources/schema.ts';
import { MAX_TITLE } from '@/lib/sources/schema.ts';
import styles from './draft.module.css';

interface Props {
  readonly source: SourceView;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** What is known about a source besides its words. These can be corrected after sealing, too. */
export function DetailsDialog({ source, open, onClose }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title="Details of this source">
      <DetailsForm source={source} onClose={onClose} />
    </Dialog>
  );
}

function DetailsForm({ source, onClose }: Omit<Props, 'open'>) {
  const [title, setTitle] = useState(source.title);
  const [outlet, setOutlet] = useState(source.outlet ?? '');
  const [url, setUrl] = useState(source.url ?? '');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await sendCommand('source.update', {
      sourceId: source.id,
      title,
      outlet: outlet.trim() || null,
      url: url.trim() || null,
    });
    setBusy(false);
    if (result.ok) {
      onClose();
      return;
    }
    const fields = result.error.fields ?? [{ path: 'title', message: result.error.detail }];
    setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
  }

  return (
    <form onSubmit={submit} className={styles.sealing} noValidate>
      <Field label="Title" error={errors['title']}>
        {(control) => (
          <TextInput
            {...control}
            value={title}
            maxLength={MAX_TITLE}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label="Outlet (optional)" error={errors['outlet']}>
        {(control) => (
          <TextInput {...control} value={outlet} maxLength={200} onChange={(event) => setOutlet(event.target.value)} />
        )}
      </Field>
      <Field label="Address (optional)" error={errors['url']}>
        {(control) => (
          <TextInput
            {...control}
            type="url"
            value={url}
            maxLength={2000}
            placeholder="https://"
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" busy={busy}>
          Save details
        </Button>
      </DialogActions>
    </form>
  );
}
