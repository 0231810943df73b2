'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ReadLink } from '@/components/claims/read/read-link.tsx';
import { get } from '@/components/data/api.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { When } from '@/components/ui/when.tsx';
import { pageOf } from '@/lib/investigations/schema.ts';
import type { SourceView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import styles from './sources.module.css';

interface Page {
  readonly items: readonly SourceView[];
  readonly next: string | null;
}

const pageShape = pageOf(sourceView);
const following = ['source', 'annotation'];

/** The sources of a case, in the order in which they came in; alive, so that a colleague's paste appears by itself. */
export function SourceList({
  investigationId,
  mayAdd,
  initial,
}: {
  readonly investigationId: string;
  readonly mayAdd: boolean;
  readonly initial: Page;
}) {
  const t = useTranslations('sources.list');
  const path = `/investigations/${investigationId}/sources?limit=200`;
  const { data: first = initial, refetch } = useApi(path, pageShape, { initialData: initial });
  const [later, setLater] = useState<Page | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEvents(investigationId, (event) => {
    if (following.includes(event.subject.type)) void refetch();
  });
  const items = [...first.items, ...(later?.items ?? [])];
  const next = later ? later.next : first.next;

  async function more() {
    if (!next) return;
    try {
      const page = await get(`${path}&after=${next}`, pageShape);
      setLater({ items: [...(later?.items ?? []), ...page.items], next: page.next });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t('failed'));
    }
  }

  const add = (
    <LinkButton variant="primary" href={`/investigations/${investigationId}/sources/new`}>
      {t('add')}
    </LinkButton>
  );

  if (items.length === 0)
    return (
      <EmptyState title={t('none')}>
        {mayAdd ? (
          <>
            <p>{t('noneMay')}</p>
            {add}
          </>
        ) : (
          <p>{t('noneRead')}</p>
        )}
      </EmptyState>
    );

  return (
    <>
      {mayAdd ? <div className={styles.listHead}>{add}</div> : null}
      <ul className={styles.list}>
        {items.map((source) => (
          <li key={source.id}>
            <SourceLine source={source} />
            {source.versions.length > 0 ? <ReadLink sourceId={source.id} /> : null}
          </li>
        ))}
      </ul>
      {next ? <Button onClick={() => void more()}>{t('more')}</Button> : null}
      <p className={styles.problem} role="alert" hidden={!problem}>
        {problem}
      </p>
    </>
  );
}

function SourceLine({ source }: { readonly source: SourceView }) {
  const t = useTranslations('sources');
  const sealed = source.versions.at(-1);
  return (
    <Link href={sealed ? `/sources/${source.id}` : `/sources/${source.id}/draft`} className={styles.line}>
      <span className={styles.lineTitle}>{source.title}</span>
      <span className={styles.lineFacts}>
        {source.outlet ? <span>{source.outlet}</span> : null}
        {sealed ? (
          <Chip tone="ok" icon="●">
            {t('list.sealed', { number: sealed.number })}
          </Chip>
        ) : (
          <Chip tone="warn" icon="◔">
            {t('list.draft')}
          </Chip>
        )}
        {sealed ? (
          <span className={styles.hash} title={`SHA-256 ${sealed.sha256}`}>
            {shortHash(sealed.sha256)}
          </span>
        ) : null}
        {sealed ? <span>{t('list.marks', { count: source.counts.annotations })}</span> : null}
        {source.links.map(({ id, title, outlet }) => (
          <span key={id}>{t('sameAs', { title: outlet ?? title })}</span>
        ))}
        <span>{t.rich('list.by', { name: source.createdBy.name, when: () => <When at={source.createdAt} /> })}</span>
      </span>
    </Link>
  );
}

/** Enough of a hash to tell two apart at a glance. */
export const shortHash = (sha256: string): string => `${sha256.slice(0, 4)} ${sha256.slice(4, 8)}`;
