'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from '../reader.module.css';
import type { BlockWindow } from '../use-block-window.ts';
import { useReader } from './room-context.ts';

/** A mark is new for so long after it was made. */
const NEW_MS = 5 * 60_000;

/**
 * Marks that colleagues make where I am not looking announce themselves in one quiet line above or below, which leads
 * there. Nothing one reads moves.
 */
export function News({ seen }: { readonly seen: BlockWindow }) {
  const { marks, annotations, standing, version, activate, say } = useReader();
  const t = useTranslations('reader.news');
  const [known, setKnown] = useState(annotations);
  const [unseen, setUnseen] = useState<readonly string[]>([]);
  if (known !== annotations) {
    setKnown(annotations);
    if (annotations.length > known.length) {
      const before = new Set(known.map((mark) => mark.id));
      const fresh = annotations.filter(
        (mark) =>
          !before.has(mark.id) &&
          mark.authorId !== standing.me.id &&
          // What a longer list or a new filter brings in is not news.
          Date.parse(mark.createdAt) > Date.parse(known.at(-1)?.createdAt ?? mark.createdAt) - NEW_MS,
      );
      if (fresh.length > 0 && fresh.length <= 20) setUnseen([...unseen, ...fresh.map((mark) => mark.id)]);
    }
  }
  const top = version.blocks[seen.from]?.start ?? 0;
  const bottom = version.blocks[seen.to]?.end ?? version.text.length;
  const places = unseen.flatMap((id) => marks.find((mark) => mark.id === id) ?? []);
  const above = places.filter((mark) => mark.end <= top);
  const below = places.filter((mark) => mark.start >= bottom);
  const inSight = places.length - above.length - below.length;
  const latest = places.at(-1)?.words;
  useEffect(() => {
    if (latest) say(t('said', { words: latest }));
  }, [latest, say, t]);
  useEffect(() => {
    if (inSight === 0) return;
    const still = new Set([...above, ...below].map((mark) => mark.id));
    const timer = setTimeout(() => setUnseen((all) => all.filter((id) => still.has(id))), 1500);
    return () => clearTimeout(timer);
  });
  const go = (there: typeof places) => () => {
    const next = there[0];
    if (!next) return;
    setUnseen((all) => all.filter((id) => id !== next.id));
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
