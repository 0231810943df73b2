'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { mentionsIn } from '../../lib/notifications/mentions.rules.ts';
import { Button } from '../ui/button.tsx';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';

/** Longer than this is folded. */
const LONG = 600;

/** What a person wrote: mentions drawn as they are delivered, #tags told apart, long words folded. */
export function SaidText({ text, people }: { readonly text: string; readonly people: readonly Person[] }) {
  const t = useTranslations('margin');
  const [open, setOpen] = useState(false);
  const folded = text.length > LONG && !open;
  const shown = folded ? `${text.slice(0, LONG).toWellFormed()}…` : text;
  return (
    <>
      <p className={styles.words} dir="auto">
        {parts(shown, people)}
      </p>
      {folded ? (
        <Button variant="quiet" className={styles.more} onClick={() => setOpen(true)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function parts(text: string, people: readonly Person[]) {
  const mentions = mentionsIn(text, people).map(({ start, end }) => ({ start, end, look: styles.mention }));
  const tags = [...text.matchAll(/(?<![\p{L}\p{N}#&/])#[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    look: styles.hashtag,
  }));
  const found = [...mentions, ...tags].sort((a, b) => a.start - b.start);
  let from = 0;
  const drawn = found.flatMap(({ start, end, look }) => {
    if (start < from) return [];
    const before = text.slice(from, start);
    from = end;
    return [
      before,
      <span key={start} className={look}>
        {text.slice(start, end)}
      </span>,
    ];
  });
  return [...drawn, text.slice(from)];
}
