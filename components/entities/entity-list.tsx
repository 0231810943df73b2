'use client';

import Link from 'next/link';
import { useDeferredValue, useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import { schemaLabel } from '@/lib/entities/rules.ts';
import type { EntityItem } from '@/lib/entities/schema.ts';
import { entityPageView } from '@/lib/entities/schema.ts';
import { SchemaOptions, whereNamed } from './entity-picker.tsx';
import styles from './entities.module.css';

const LIMIT = 100;

/** Everybody and everything a case names, or the whole workspace as far as one may see it. */
export function EntityList({
  investigationId,
  initial,
}: {
  readonly investigationId?: string;
  readonly initial: { readonly items: readonly EntityItem[]; readonly next: string | null };
}) {
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
      <div className={styles.filters}>
        <Field label="Find by name" quiet>
          {(control) => (
            <TextInput
              {...control}
              type="search"
              placeholder="Find by name, alias, part of a name"
              value={q}
              maxLength={200}
              onChange={(event) => setQ(event.target.value)}
            />
          )}
        </Field>
        <Field label="Kind" quiet>
          {(control) => (
            <Select {...control} value={schema} onChange={(event) => setSchema(event.target.value)}>
              <option value="">All kinds</option>
              <SchemaOptions />
            </Select>
          )}
        </Field>
        <p role="status" className={styles.muted}>
          {error ? error.message : isFetching && !data ? 'Looking…' : counted(items.length, data?.next ?? null)}
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
                <span className={styles.kind}>{schemaLabel(item.schema)}</span>
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

const counted = (count: number, next: string | null): string =>
  next ? `The first ${count}. Type a name to narrow it down.` : `${count} ${count === 1 ? 'entity' : 'entities'}`;

function Nothing({ untouched }: { readonly untouched: boolean }) {
  return untouched ? (
    <EmptyState title="Nobody is named yet">
      <p>
        Open a source, select a name and press <kbd>e</kbd>: the name is linked to a person, an organisation or a place,
        and stands here with all its mentions.
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="No name fits">
      <p>Try a part of the name, another spelling, or all kinds.</p>
    </EmptyState>
  );
}
