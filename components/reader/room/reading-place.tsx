'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, get } from '@/components/data/api.ts';
import { positionView } from '@/lib/sources/schema.ts';
import styles from '../reader.module.css';
import { useReader } from './room-context.ts';

/** Kept when scrolling has rested this long, and when the page goes away. */
const REST_MS = 2000;
const SHOWN_MS = 10_000;

/**
 * Opens the source where the reader stopped, and keeps where that is. An address that leads to a part, to words or to a
 * mark goes first, and so does whoever has begun to scroll before the answer came.
 */
export function ReadingPlace({ topBlock }: { readonly topBlock: number }) {
  const { source, version, editor, scrollTo, labelAt } = useReader();
  const t = useTranslations('reader');
  const [resumed, setResumed] = useState<string | null>(null);
  const asked = useRef(false);
  const [ready, setReady] = useState(false);
  const moved = useRef(false);
  const kept = useRef<number | null>(null);
  const path = `/sources/${source.id}/position`;
  const offset = version.blocks[topBlock]?.start ?? 0;

  const settle = useEffectEvent((at: { version: number; offset: number } | null) => {
    setReady(true);
    kept.current = at?.version === version.number ? at.offset : null;
    if (!at || at.version !== version.number || at.offset === 0 || at.offset >= version.text.length) return;
    if (moved.current || window.location.hash) return;
    scrollTo(at.offset);
    setResumed(labelAt(at.offset));
  });
  useEffect(() => {
    if (!editor || asked.current) return;
    asked.current = true;
    const touched = () => {
      moved.current = true;
    };
    const signs = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
    for (const sign of signs) window.addEventListener(sign, touched, { once: true, passive: true });
    get(path, positionView)
      .then(({ position }) => settle(position))
      // Without the place one reads from the beginning, as before.
      .catch(() => setReady(true));
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touched);
    };
  }, [editor, path]);

  const keep = useEffectEvent((keepalive: boolean) => {
    if (!ready || kept.current === offset || (kept.current === null && offset === 0)) return;
    kept.current = offset;
    const body = JSON.stringify({ version: version.number, offset });
    void call(`/api/v1${path}`, { method: 'PUT', body, keepalive }).catch(() => {
      kept.current = null;
    });
  });
  useEffect(() => {
    const timer = setTimeout(() => keep(false), REST_MS);
    return () => clearTimeout(timer);
  }, [offset, ready]);
  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === 'hidden') keep(true);
    };
    document.addEventListener('visibilitychange', leaving);
    return () => document.removeEventListener('visibilitychange', leaving);
  }, []);

  useEffect(() => {
    if (!resumed) return;
    const timer = setTimeout(() => setResumed(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [resumed]);
  if (!resumed) return null;
  return (
    <div className={styles.modeBar} role="status">
      <span>{t('resumed', { label: resumed })}</span>
      <button
        type="button"
        onClick={() => {
          scrollTo(0);
          setResumed(null);
        }}
      >
        {t('toTop')}
      </button>
    </div>
  );
}
