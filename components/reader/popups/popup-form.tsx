'use client';

import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import styles from './popup.module.css';
import { usePopup } from './popup-context.ts';

/** The frame of every popup that makes a mark: its fields, who may see it, and the two ways out. */
export function PopupForm({
  save,
  keys,
  ready,
  onSave,
  hidden,
  onHidden,
  children,
}: {
  readonly save: string;
  readonly keys: string;
  readonly ready: boolean;
  readonly onSave: () => void;
  /** Only for me, until I share it (ANN-7); absent where a mark has to be for everyone. */
  readonly hidden?: boolean;
  readonly onHidden?: (hidden: boolean) => void;
  readonly children: ReactNode;
}) {
  const { leave } = usePopup();
  const t = useTranslations('reader.popup');
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (ready) onSave();
      }}
    >
      {children}
      {onHidden ? (
        <label className={styles.check}>
          <input type="checkbox" checked={hidden} onChange={(event) => onHidden(event.target.checked)} />
          {t('private')}
        </label>
      ) : null}
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys={keys} disabled={!ready}>
          {save}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
