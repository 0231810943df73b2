'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import styles from './floating.module.css';
import { useReader } from './room-context.ts';

/** Kept when scrolling has rested this long, and when the page goes away. */
const REST_MS = 2000;
const SHOWN_MS = 10_000;
const HEAD_BLOCKS = 3;

/**
 * Opens the source where the reader stopped, and keeps where that is. An address that leads to a part, to words or to a
 * mark goes first.
 */
export function ReadingPlace({ topBlock }: { readonly topBlock: number }) {
  const { source, version, editor, readTo, scrollTo, labelAt } = useReader();
  const t = useTranslations('reader');
  const [resumed, setResumed] = useState<string | null>(null);
  const kept = useRef(readTo);
  const opened = useRef(false);
  const path = `/sources/${source.id}/position`;
  const offset = version.blocks[topBlock]?.start ?? 0;

  const open = useEffectEvent(() => {
    opened.current = true;
    if (readTo === 0 || readTo >= version.text.length || window.location.hash) return;
    // The headline and what stands around it are on the first screen anyway.
    if (version.blocks.findIndex(({ end }) => end > readTo) < HEAD_BLOCKS) return;
    // Whoever has begun to read the words of the page stays there.
    if (editor?.view.dom.closest('#content')?.scrollTop) return;
    scrollTo(readTo);
    setResumed(labelAt(readTo));
  });
  useEffect(() => {
    if (editor && !opened.current) open();
  }, [editor]);

  const keep = useEffectEvent((keepalive: boolean) => {
    const before = kept.current;
    if (!opened.current || before === offset) return;
    kept.current = offset;
    const body = JSON.stringify({ version: version.number, offset });
    void call(`/api/v1${path}`, { method: 'PUT', body, keepalive }).catch(() => {
      kept.current = before;
    });
  });
  useEffect(() => {
    const timer = setTimeout(() => keep(false), REST_MS);
    return () => clearTimeout(timer);
  }, [offset]);
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
      <Button
        variant="quiet"
        onClick={() => {
          scrollTo(0);
          setResumed(null);
        }}
      >
        {t('toTop')}
      </Button>
    </div>
  );
}
