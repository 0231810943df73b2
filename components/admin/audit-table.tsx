'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import desk from '@/components/desk/desk.module.css';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { auditPage } from '@/lib/moderation/schema.ts';
import styles from './admin.module.css';

export interface AuditFilter {
  readonly type?: string;
  readonly personId?: string;
  readonly subjectId?: string;
  readonly from?: string;
  readonly to?: string;
}

const isText = (entry: [string, string | undefined]): entry is [string, string] => Boolean(entry[1]);

/** The trail, newest first; a name or a thing in it leads to its own history. Each line has the hash that chains it. */
export function AuditTable({ initial }: { readonly initial: AuditFilter }) {
  const t = useTranslations('moderation.audit');
  const [filter, setFilter] = useState<AuditFilter>(initial);
  const [after, setAfter] = useState<string | null>(null);
  const search = new URLSearchParams(
    Object.entries({
      type: filter.type,
      personId: filter.personId,
      subjectId: filter.subjectId,
      from: filter.from ? `${filter.from}T00:00:00.000Z` : undefined,
      to: filter.to ? `${filter.to}T23:59:59.999Z` : undefined,
    }).filter(isText),
  );
  const { data, error } = useApi(`/audit?limit=50&${search.toString()}${after ? `&after=${after}` : ''}`, auditPage);
  const change = (part: AuditFilter) => {
    setFilter({ ...filter, ...part });
    setAfter(null);
  };
  return (
    <>
      <h1>{t('title')}</h1>
      <div className={styles.tools}>
        <Field label={t('what')} hint={t('whatHint')}>
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={filter.type ?? ''}
              onChange={(event) => change({ type: event.target.value })}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((side) => (
          <Field key={side} label={t(side)}>
            {(control) => (
              <TextInput
                {...control}
                type="date"
                value={filter[side] ?? ''}
                onChange={(event) => change({ [side]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {filter.personId || filter.subjectId ? (
          <Button onClick={() => change({ personId: '', subjectId: '' })}>{t('everybody')}</Button>
        ) : null}
        <a href={`/api/exports/audit?${search.toString()}`} download>
          {t('export')}
        </a>
      </div>
      {error ? <p role="alert">{error.message}</p> : null}
      {data?.items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : null}
      <table className={desk.table}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('about')}</th>
            <th scope="col">{t('when')}</th>
            <th scope="col" className={desk.hideSmall}>
              {t('hash')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(data?.items ?? []).map((line) => (
            <tr key={line.id}>
              <td>
                {line.type}
                {typeof line.data['reason'] === 'string' ? `: ${line.data['reason']}` : ''}
              </td>
              <td>
                <button
                  type="button"
                  className={styles.inline}
                  onClick={() => change({ personId: line.actor.id, subjectId: '' })}
                >
                  {line.actor.name}
                </button>
              </td>
              <td>
                <button
                  type="button"
                  className={styles.inline}
                  onClick={() => change({ subjectId: line.subject.id, personId: '' })}
                >
                  {line.subject.name ?? line.subject.type}
                </button>
                {line.case ? (
                  <>
                    {', '}
                    <Link href={`/investigations/${line.case.id}`}>{line.case.title}</Link>
                  </>
                ) : null}
              </td>
              <td>
                <When at={line.at} />
              </td>
              <td className={desk.hideSmall}>
                <span className={styles.hash} title={line.hash}>
                  {line.hash.slice(0, 8)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.tools}>
        {after ? <Button onClick={() => setAfter(null)}>{t('newest')}</Button> : null}
        {data?.next ? <Button onClick={() => setAfter(data.next)}>{t('older')}</Button> : null}
      </div>
    </>
  );
}
