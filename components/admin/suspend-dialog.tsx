'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import type { AccountView } from '@/lib/accounts/schema.ts';
import styles from './admin.module.css';

export function SuspendDialog({
  account,
  onClose,
  onSuspend,
}: {
  readonly account: AccountView;
  readonly onClose: () => void;
  readonly onSuspend: (reason: string) => Promise<void>;
}) {
  const [reason, setReason] = useState('');
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onSuspend(reason);
  }
  return (
    <Dialog open onClose={onClose} title={`Suspend ${account.name}?`}>
      <form onSubmit={submit} className={styles.form}>
        <p>
          At once, everywhere: open pages close, API calls and edits on their way are refused. What they wrote stays.
        </p>
        <Field label="Reason" hint="Recorded in the audit trail.">
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
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="danger" type="submit">
            Suspend now
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
