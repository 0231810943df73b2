'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button.tsx';
import { useActs } from './acts/registry.tsx';
import { panels } from './plugins.tsx';
import styles from './rail.module.css';
import { useReader } from './room/room-context.ts';

/**
 * Sources of the case, what is in this one, and what to show of it: a column on a wide screen, where there is no room for
 * it a sheet that the top bar opens.
 */
export function Rail() {
  const t = useTranslations('reader.rail');
  const { store } = useReader();
  const open = useStore(store, (state) => state.railOpen);
  const rail = useRef<HTMLElement>(null);
  const close = () => {
    if (!store.getState().railOpen) return false;
    store.setState({ railOpen: false });
    return true;
  };
  useActs({
    panels: () => {
      store.setState({ railOpen: !store.getState().railOpen });
      return true;
    },
    leave: close,
  });
  useEffect(() => {
    const sheet = rail.current;
    if (!sheet || !open) return;
    sheet.focus();
    const escaped = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      store.setState({ railOpen: false });
      document.querySelector<HTMLElement>('[aria-controls="rail"]')?.focus();
    };
    sheet.addEventListener('keydown', escaped);
    // A link in it leads to words that the sheet would cover.
    const left = ({ target }: Event) => {
      if (target instanceof Element && target.closest('a')) store.setState({ railOpen: false });
    };
    sheet.addEventListener('click', left);
    return () => {
      sheet.removeEventListener('keydown', escaped);
      sheet.removeEventListener('click', left);
    };
  }, [open, store]);
  return (
    <nav ref={rail} id="rail" className={styles.rail} aria-label={t('label')} data-open={open} tabIndex={-1}>
      <div className={styles.railTop}>
        <Button variant="quiet" onClick={close}>
          {t('close')}
        </Button>
      </div>
      {panels.map((Panel, index) => (
        <Panel key={index} />
      ))}
    </nav>
  );
}
