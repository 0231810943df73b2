'use client';

import type { ReactNode, SyntheticEvent } from 'react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import styles from './dialog.module.css';
import { Field, TextArea } from './field.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly act: string;
  readonly cancel: string;
  /** The act takes something away. */
  readonly danger: boolean;
  readonly busy?: boolean;
  readonly error?: string | null;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => void;
  /** Above the reason: what it is about, and other things to say. */
  readonly children: ReactNode;
}

/** An act that needs a reason, which stays on record. What was typed stays when the server says no. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, label, hint, act, cancel, danger, busy = false, error = null, onClose, onSubmit, children } = props;
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit(reason);
  };
  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={submit} className={styles.form}>
        {children}
        <Field label={label} hint={hint} error={error}>
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {cancel}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} type="submit" busy={busy}>
            {act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
