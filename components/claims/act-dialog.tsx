'use client';

import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import styles from './claims.module.css';

interface ActDialogProps {
  readonly title: string;
  readonly act: string;
  readonly error: string | null;
  readonly busy: boolean;
  readonly wide?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A question with its fields, an act, a way out, and what stands in the way. */
export function ActDialog({ title, act, error, busy, wide = false, onClose, onSubmit, children }: ActDialogProps) {
  const t = useTranslations('claims.common');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog open onClose={onClose} title={title} wide={wide}>
      <form onSubmit={submit} className={styles.form}>
        {children}
        {error ? (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        ) : null}
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
