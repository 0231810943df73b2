'use client';

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import styles from './floating.module.css';
import type { BlockWindow } from '../use-block-window.ts';
import { useReader } from './room-context.ts';
import type { Unseen } from './use-unseen.ts';

/**
 * Marks that colleagues make where I am not looking announce themselves in one quiet line above or below, which leads
 * there. Nothing one reads moves.
 */
export function News({ seen, unseen }: { readonly seen: BlockWindow; readonly unseen: Unseen }) {
  const { version, activate, say } = useReader();
  const t = useTranslations('reader.news');
  const top = version.blocks[seen.from]?.start ?? 0;
  const bottom = version.blocks[seen.to]?.end ?? version.text.length;
  const above = unseen.arrived.filter((mark) => mark.end <= top);
  const below = unseen.arrived.filter((mark) => mark.start >= bottom);
  const latest = unseen.arrived.at(-1)?.words;
  useEffect(() => {
    if (latest) say(t('said', { words: latest }));
  }, [latest, say, t]);
  const go =
    ([next]: typeof above) =>
    () => {
      if (!next) return;
      unseen.saw(next.id);
      activate(next.id);
    };
  return (
    <>
      {above.length > 0 ? (
        <button type="button" className={`${styles.news} ${styles.newsAbove}`} onClick={go(above)}>
          ↑ {t('above', { count: above.length })}
        </button>
      ) : null}
      {below.length > 0 ? (
        <button type="button" className={`${styles.news} ${styles.newsBelow}`} onClick={go(below)}>
          ↓ {t('below', { count: below.length })}
        </button>
      ) : null}
    </>
  );
}
