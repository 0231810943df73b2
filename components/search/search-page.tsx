'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AlreadyChecked } from '@/components/claims/already-checked.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import { parseSearch } from '@/lib/search/query.rules.ts';
import type { SearchType } from '@/lib/search/schema.ts';
import { searchTypes } from '@/lib/search/schema.ts';
import { Hit } from './hit.tsx';
import styles from './search.module.css';
import { useSearch, useSearchWords } from './use-search.ts';

const STEP = 30;
/** Without facets and what is left out: what a statement would be like. */
const plainWords = (asked: string): string =>
  parseSearch(asked)
    .all.flat()
    .map((term) => term.words)
    .join(' ');

/** The search over everything that one may read. */
export function SearchPage({ initial }: { readonly initial: string }) {
  const t = useTranslations('search');
  const [q, setQ, asked] = useSearchWords(initial);
  const [type, setType] = useState<SearchType | undefined>(undefined);
  const { data, error, more } = useSearch({ q: asked, type, step: STEP }, asked.trim() !== '');
  const shown = asked.trim() === '' ? undefined : data;
  const total = shown ? Object.values(shown.counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <main id="content" className={styles.page}>
      <h1>{t('title')}</h1>
      <TextField label={t('label')} hint={t('hint')} type="search" autoComplete="off" value={q} onValue={setQ} />
      {shown ? (
        <div className={styles.types} role="group" aria-label={t('filters')}>
          {([undefined, ...searchTypes] as const).map((one) => (
            <Button key={one ?? 'all'} variant="quiet" aria-pressed={type === one} onClick={() => setType(one)}>
              {t('counted', { type: t(`types.${one ?? 'all'}`), count: one ? shown.counts[one] : total })}
            </Button>
          ))}
        </div>
      ) : null}
      <p role="status" className={shown ? styles.status : 'visually-hidden'}>
        {shown ? t('found', { count: total }) : ''}
      </p>
      {error ? <p role="alert">{error.message}</p> : null}
      {type === undefined || type === 'claim' ? <AlreadyChecked words={plainWords(asked)} earlierVerdicts /> : null}
      {shown?.alike ? <p>{t('alike')}</p> : null}
      {asked.trim() !== '' && !shown && !error ? (
        <Waiting />
      ) : shown && shown.items.length > 0 ? (
        <ol className={styles.hits}>
          {shown.items.map((hit) => (
            <li key={`${hit.type}-${hit.id}-${hit.type === 'source' ? (hit.label ?? '') : ''}`}>
              <Hit hit={hit} />
            </li>
          ))}
        </ol>
      ) : (
        <EmptyState title={shown ? t('empty.none') : t('empty.start')}>
          <p>{shown ? t('empty.noneHint') : t('empty.startHint')}</p>
        </EmptyState>
      )}
      {shown && more ? <Button onClick={more}>{t('more')}</Button> : null}
    </main>
  );
}
