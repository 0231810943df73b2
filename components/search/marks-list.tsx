'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useEvents } from '@/components/live/use-events.ts';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import { annotationKinds } from '@/lib/annotations/rules.ts';
import type { MemberView } from '@/lib/investigations/schema.ts';
import type { FacetName } from '@/lib/search/query.rules.ts';
import { facetValue, parseSearch, withFacet, writeSearch } from '@/lib/search/query.rules.ts';
import { BulkBar } from './bulk-bar.tsx';
import { MarkHit } from './hit.tsx';
import { SavedViews } from './saved-views.tsx';
import styles from './search.module.css';
import { useSearch, useSearchWords } from './use-search.ts';

const STEP = 50;

interface Props {
  readonly investigationId: string;
  readonly initial: string;
  readonly people: readonly MemberView[];
  readonly mayMark: boolean;
}

/** All marks of a case in one list, with the words around: filtered, saved as a view, changed many at a time. */
export function MarksList({ investigationId, initial, people, mayMark }: Props) {
  const t = useTranslations('search');
  const client = useQueryClient();
  const [q, setQ, asked] = useSearchWords(initial);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data, error, more } = useSearch({ q: asked, type: 'annotation', investigationId, step: STEP }, true);
  useEvents(investigationId, () => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/search?') });
  });
  const marks = (data?.items ?? []).flatMap((hit) => (hit.type === 'annotation' ? [hit] : []));
  const picked = marks.filter((mark) => chosen.has(mark.id));
  const turn = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const query = parseSearch(q);
  const filter = (name: FacetName, options: readonly (readonly [string, string])[], label: string) => (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={facetValue(query, name) ?? ''}
          onChange={(event) => setQ(writeSearch(withFacet(query, name, event.target.value || null)))}
        >
          <option value="">{t('any')}</option>
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );

  return (
    <div className={styles.list}>
      <div className={styles.filters} role="group" aria-label={t('filters')}>
        <TextField label={t('labelCase')} type="search" autoComplete="off" value={q} onValue={setQ} />
        {filter(
          'kind',
          annotationKinds.map((kind) => [kind, t(`kinds.${kind}`)] as const),
          t('kind'),
        )}
        {filter('by', [['me', t('mine')], ...people.map((person) => [person.name, person.name] as const)], t('person'))}
        {filter(
          'is',
          [
            ['open', t('open')],
            ['resolved', t('resolved')],
            ['private', t('private')],
          ],
          t('status'),
        )}
      </div>
      <SavedViews investigationId={investigationId} filters={q} onOpen={setQ} mayShare={mayMark} />
      {error ? <p role="alert">{error.message}</p> : null}
      {mayMark && marks.length > 0 ? (
        <BulkBar
          investigationId={investigationId}
          picked={picked}
          onAll={() => setChosen(new Set(marks.map((mark) => mark.id)))}
          onNone={() => setChosen(new Set())}
        />
      ) : null}
      <p role="status" className={styles.status}>
        {data ? t('found', { count: data.counts.annotation }) : ''}
      </p>
      {data?.alike ? <p>{t('alike')}</p> : null}
      {data || error ? null : <Waiting />}
      {data && marks.length === 0 ? (
        <EmptyState title={q ? t('empty.none') : t('empty.noMarks')}>
          <p>{q ? t('empty.noneHint') : t('empty.noMarksHint')}</p>
        </EmptyState>
      ) : (
        <ol className={styles.hits} aria-busy={data === undefined}>
          {marks.map((mark) => (
            <li key={mark.id} className={styles.row}>
              {mayMark ? (
                <input
                  type="checkbox"
                  checked={chosen.has(mark.id)}
                  onChange={() => turn(mark.id)}
                  aria-label={t('bulk.choose', {
                    kind: t(`kinds.${mark.kind}`),
                    words: (mark.words?.exact ?? mark.source.title).slice(0, 80),
                  })}
                />
              ) : null}
              <div>
                <MarkHit hit={mark} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {more ? <Button onClick={more}>{t('more')}</Button> : null}
    </div>
  );
}
