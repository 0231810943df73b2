'use client';

import { useSyncExternalStore } from 'react';
import { useLocale, useTranslations } from 'use-intl';

const STEPS = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

/** Recent times relative, older ones as a date, in the reader's own zone and language (CORE-6). */
export function formatWhen(at: Date, now: Date, locale: string, justNow: string): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  if (Math.abs(seconds) < 45) return justNow;
  if (Math.abs(seconds) < 7 * 86_400) {
    const [unit, size] = STEPS.findLast(([, least]) => Math.abs(seconds) >= least) ?? STEPS[0];
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
      -Math.max(1, Math.round(seconds / size)),
      unit,
    );
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);
}

const TICK_MS = 30_000;
let now: Date | null = null;

/** One clock for the whole page. */
function subscribe(listener: () => void): () => void {
  const timer = setInterval(() => {
    now = new Date();
    listener();
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** The server does not know the reader's zone: it sends the ISO date, the browser puts the words. */
export function When({ at }: { readonly at: string }) {
  const locale = useLocale();
  const t = useTranslations('common.when');
  const clock = useSyncExternalStore(
    subscribe,
    () => (now ??= new Date()),
    () => null,
  );
  const date = new Date(at);
  return (
    <time dateTime={at} title={clock ? date.toLocaleString(locale) : undefined}>
      {clock ? formatWhen(date, clock, locale, t('justNow')) : at.slice(0, 10)}
    </time>
  );
}
