'use client';

import type { ReactNode } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { useInBrowser } from './use-in-browser.ts';

const FIELDS = 'input:not([type=hidden], :disabled), textarea:not(:disabled), select:not(:disabled)';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/**
 * The browser's own modal dialog: it traps focus, closes on Esc and gives focus back. It stands at the end of the page,
 * whatever opened it, so that the look of a list or a row of buttons never reaches into it.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  // A server cannot draw into another place of the page.
  const inBrowser = useInBrowser();
  return open && inBrowser ? createPortal(<OpenDialog {...rest} />, document.body) : null;
}

function OpenDialog({ onClose, title, children, wide = false }: Omit<DialogProps, 'open'>) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const t = useTranslations('common');
  // In the layout phase, since focus is only given back by a dialog that is closed while it is still in the page.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    dialog.showModal();
    // Left alone, a browser takes the button that closes it: whoever types at once would type to nobody.
    dialog.querySelector<HTMLElement>(FIELDS)?.focus();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={[styles.dialog, wide ? styles.wide : ''].join(' ')}
      aria-labelledby={titleId}
      onClose={(event) => {
        // One that was opened anew in the meantime stays.
        if (!event.currentTarget.open) onClose();
      }}
    >
      <header className={styles.head}>
        <h2 id={titleId}>{title}</h2>
        <Button variant="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      {children}
    </dialog>
  );
}

/** The row of acts at a dialog's end. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
