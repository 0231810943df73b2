'use client';

import Link from 'next/link';
import type { KeyboardEvent, RefObject } from 'react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { TextInput } from '@/components/ui/field.tsx';
import { useActs } from '../acts/registry.tsx';
import styles from './find-bar.module.css';
import { useOverlay, useReader } from '../room/room-context.ts';
import type { Found } from './find.rules.ts';
import { findable, findAll } from './find.rules.ts';

/** More hits than these tell nothing more; the count says that there are more. */
const MOST = 5000;

/** Finds words in this source (`/`): all are drawn, Enter goes from one to the next, Esc leaves the last one selected. */
export function FindBar() {
  const { store } = useReader();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useActs({
    find: () => {
      store.setState({ chooser: null, popup: null });
      setOpen(true);
      // It is open already: begin anew.
      field.current?.select();
      return true;
    },
  });
  if (!open) return null;
  return <Bar query={query} fieldRef={field} onQuery={setQuery} onClose={() => setOpen(false)} />;
}

function Bar({
  query,
  fieldRef,
  onQuery,
  onClose,
}: {
  readonly query: string;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}) {
  const { version, store, scrollTo, readingAt, leave } = useReader();
  const t = useTranslations('reader.find');
  const text = useMemo(() => findable(version.text), [version]);
  const found = useMemo(() => findAll(text, query, MOST), [text, query]);
  const [at, setAt] = useState(0);
  const now = found[at];
  useMarked(found, now);

  // The key that opened it is the last that is not a letter of what is looked for.
  const focused = useCallback(
    (element: HTMLInputElement | null) => {
      fieldRef.current = element;
      element?.select();
    },
    [fieldRef],
  );
  const go = (index: number, among = found) => {
    const next = among[(index + among.length) % among.length];
    setAt(next ? among.indexOf(next) : 0);
    if (next) scrollTo(next.start);
  };
  const ask = (words: string) => {
    onQuery(words);
    const next = findAll(text, words, MOST);
    // The first one from where one reads.
    go(
      Math.max(
        0,
        next.findIndex((one) => one.start >= readingAt()),
      ),
      next,
    );
  };
  const close = () => {
    leave();
    onClose();
    // What was found last stays selected, so that it can be marked.
    if (now) store.setState({ caret: { anchor: now.start, head: now.end }, selection: now });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') go(at + (event.shiftKey ? -1 : 1));
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count =
    query.trim() === ''
      ? ''
      : found.length === 0
        ? t('none')
        : t(found.length === MOST ? 'many' : 'count', { at: at + 1, of: found.length });
  return (
    <search className={styles.findBar} aria-label={t('label')} data-keeps-selection>
      <TextInput
        ref={focused}
        value={query}
        maxLength={200}
        aria-label={t('label')}
        placeholder={t('label')}
        onKeyDown={onKeyDown}
        onChange={(event) => ask(event.target.value)}
      />
      <span role="status">{count}</span>
      <Button variant="quiet" disabled={found.length === 0} aria-label={t('previous')} onClick={() => go(at - 1)}>
        ↑
      </Button>
      <Button variant="quiet" disabled={found.length === 0} aria-label={t('next')} onClick={() => go(at + 1)}>
        ↓
      </Button>
      {query.trim() === '' ? null : (
        <Link href={`/search?q=${encodeURIComponent(`"${query.trim().replaceAll('"', '')}"`)}`}>{t('everywhere')}</Link>
      )}
      <Button variant="quiet" keys="Esc" onClick={close}>
        {t('close')}
      </Button>
    </search>
  );
}

/** All that is found is drawn, and where one is more strongly. */
function useMarked(found: readonly Found[], now: Found | undefined): void {
  const all = useMemo(
    () => ({ look: 'found', ranges: found.map((one) => ({ ...one, id: String(one.start), words: '' })) }),
    [found],
  );
  const one = useMemo(() => ({ look: 'foundNow', ranges: now ? [{ ...now, id: 'now', words: '' }] : [] }), [now]);
  useOverlay(all);
  useOverlay(one);
}
