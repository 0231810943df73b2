'use client';

import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

const FIELDS = 'input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** The browser's own modal dialog: it traps focus, closes on Esc and gives focus back. */
export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useTranslations('common');
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // Left alone, a browser takes the button that closes it: whoever types at once would type to nobody.
      dialog.querySelector<HTMLElement>(FIELDS)?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={[styles.dialog, wide ? styles.wide : ''].join(' ')}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {open ? (
        <>
          <header className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <Button variant="quiet" onClick={onClose}>
              {t('close')}
            </Button>
          </header>
          {children}
        </>
      ) : null}
    </dialog>
  );
}

/** The row of acts at a dialog's end. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
