'use client';

import Link from 'next/link';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import type { EntityItem } from '@/lib/entities/schema.ts';
import { entityPageView } from '@/lib/entities/schema.ts';
import { SchemaOptions } from './entity-picker.tsx';
import styles from './entities.module.css';
import { useSchemaLabel } from './use-labels.ts';
import { useWhereNamed } from './use-where-named.ts';

const LIMIT = 100;

/** Everybody and everything a case names, or the whole workspace as far as one may see it. */
export function EntityList({
  investigationId,
  initial,
}: {
  readonly investigationId?: string;
  readonly initial: { readonly items: readonly EntityItem[]; readonly next: string | null };
}) {
  const t = useTranslations('entities.list');
  const found = useTranslations('entities.found');
  const labelOf = useSchemaLabel();
  const whereNamed = useWhereNamed();
  const [q, setQ] = useState('');
  const [schema, setSchema] = useState('');
  const search = new URLSearchParams({ limit: String(LIMIT) });
  if (investigationId) {
    search.set('investigationId', investigationId);
    search.set('scope', 'case');
  }
  const wanted = useDeferredValue(q.trim());
  if (wanted) search.set('q', wanted);
  if (schema) search.set('schema', schema);
  const untouched = wanted === '' && schema === '';
  const { data, error, isFetching } = useApi(
    `/entities?${search.toString()}`,
    entityPageView,
    untouched ? { initialData: { items: [...initial.items], next: initial.next } } : {},
  );
  const items = data?.items ?? [];
  return (
    <>
      {investigationId ? (
        <p>
          <Link href={`/investigations/${investigationId}/entities/found`}>{found('open')}</Link>
        </p>
      ) : null}
      <div className={styles.filters}>
        <TextField
          label={t('find')}
          quiet
          type="search"
          placeholder={t('findHint')}
          value={q}
          maxLength={200}
          onValue={setQ}
        />
        <Field label={t('kind')} quiet>
          {(control) => (
            <Select {...control} value={schema} onChange={(event) => setSchema(event.target.value)}>
              <option value="">{t('allKinds')}</option>
              <SchemaOptions />
            </Select>
          )}
        </Field>
        <p role="status" className={styles.muted}>
          {error
            ? error.message
            : isFetching && !data
              ? t('looking')
              : t(data?.next ? 'first' : 'count', { count: items.length })}
        </p>
      </div>
      {items.length === 0 && data ? (
        <Nothing untouched={untouched} />
      ) : (
        <ul className={styles.entities}>
          {items.map((item) => (
            <li key={item.id}>
              <Link href={`/entities/${item.id}`} className={styles.entity}>
                <span className={styles.entityName}>{item.name}</span>
                <span className={styles.kind}>{labelOf(item.schema)}</span>
                <span className={styles.also}>
                  {item.names
                    .filter(({ name }) => name !== item.name)
                    .map(({ name }) => name)
                    .join(', ')}
                </span>
                <span className={styles.muted}>{whereNamed(item.counts)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Nothing({ untouched }: { readonly untouched: boolean }) {
  const t = useTranslations('entities.list');
  return untouched ? (
    <EmptyState title={t('empty')}>
      <p>{t.rich('emptyNext', { key: (words) => <kbd>{words}</kbd> })}</p>
    </EmptyState>
  ) : (
    <EmptyState title={t('none')}>
      <p>{t('noneNext')}</p>
    </EmptyState>
  );
}
