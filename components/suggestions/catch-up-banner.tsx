'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { Button } from '@/components/ui/button.tsx';
import { catchUpView } from '@/lib/views/schema.ts';
import styles from './suggestions.module.css';

const PAUSE_MS = 4000;
const order = ['marks', 'replies', 'verdicts', 'claims', 'sources', 'merges'] as const;

/** What others did since one was last here, in one line, stepped through with a key (ANN-14). */
export function CatchUpBanner() {
  const { investigation, source, activate } = useReader();
  const t = useTranslations('suggestions.catchUp');
  const format = useFormatter();
  const router = useRouter();
  const [at, setAt] = useState(0);
  const [seen, setSeen] = useState(false);
  const { data } = useApi(`/investigations/${investigation.id}/catch-up`, catchUpView);
  const news = data ? order.filter((name) => data.counts[name] > 0) : [];
  const pending = data !== undefined && data.since !== null && news.length > 0 && !seen;

  const markSeen = (seq: number) => void sendCommand('investigation.seen', { investigationId: investigation.id, seq });
  const upToDate = useEffectEvent(markSeen);
  useEffect(() => {
    // The first visit, or nothing new: from here on one is up to date.
    if (data && !pending) upToDate(data.seq);
  }, [data, pending]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(investigation.id, (event) => {
    // What happens before one's eyes is seen, once the earlier news is.
    if (pending || document.hidden) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => markSeen(event.seq), PAUSE_MS);
  });

  // This source's first: one stays where one reads as long as there is news here.
  const steps = (data?.steps ?? []).toSorted(
    (a, b) => Number(b.sourceId === source.id) - Number(a.sourceId === source.id),
  );
  const step = () => {
    const next = steps[at];
    if (!next) return false;
    setAt(at + 1);
    if (next.sourceId === source.id) activate(next.annotationId);
    else router.push(`/sources/${next.sourceId}#m=${next.annotationId}`);
    return true;
  };
  const done = () => {
    if (data) markSeen(data.seq);
    setSeen(true);
    return true;
  };
  useActs({ catchUp: pending ? () => (at < steps.length ? step() : done()) : undefined });

  if (!pending) return null;
  const summary = format.list(news.map((name) => t(name, { count: data.counts[name] })));
  const when = format.dateTime(new Date(data.since ?? 0), {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <section className={styles.banner} aria-label={t('label')}>
      <span>{t('since', { when, summary })}</span>
      {at < steps.length ? (
        <Button keys="u" onClick={step}>
          {at === 0 ? t('first', { of: steps.length }) : t('step', { at: at + 1, of: steps.length })}
        </Button>
      ) : null}
      <Button variant="quiet" onClick={done}>
        {t('done')}
      </Button>
    </section>
  );
}
