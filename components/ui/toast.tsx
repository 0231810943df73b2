'use client';

import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  /** An undo, mostly. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Shown extends Toast {
  readonly key: number;
}

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** How long a toast stays; one that says what went wrong stays until it is dismissed (WCAG 2.2.1). */
const STAY_MS = 8000;

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('common');
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const dismiss = useCallback((key: number) => setToasts((all) => all.filter((toast) => toast.key !== key)), []);
  const show = useCallback(
    (toast: Toast) => {
      const key = Date.now() + Math.random();
      setToasts((all) => [...all.slice(-3), { ...toast, key }]);
      if (toast.tone !== 'bad') setTimeout(() => dismiss(key), STAY_MS);
    },
    [dismiss],
  );
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div className={styles.stack} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.key} className={[styles.toast, toast.tone === 'bad' ? styles.bad : ''].join(' ')}>
            <p>{toast.text}</p>
            {toast.action ? (
              <Button
                variant="quiet"
                onClick={() => {
                  toast.action?.run();
                  dismiss(toast.key);
                }}
              >
                {toast.action.label}
              </Button>
            ) : null}
            <Button variant="quiet" aria-label={t('dismiss')} onClick={() => dismiss(toast.key)}>
              ×
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}

/** `const toast = useToast(); toast({ text: 'Taken away.', action: { label: 'Undo', run } })` */
export const useToast = (): ((toast: Toast) => void) => useContext(ToastContext);
