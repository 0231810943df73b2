'use client';

import Link from 'next/link';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { LinkButton } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { When } from '@/components/ui/when.tsx';
import { pageOf } from '@/lib/investigations/schema.ts';
import type { SourceView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import styles from './sources.module.css';

const sourcePage = pageOf(sourceView);

/** The hash as people compare it: two groups of four. */
export const shortHash = (sha256: string): string => `${sha256.slice(0, 4)} ${sha256.slice(4, 8)}`;

export function SourceList({
  investigationId,
  initial,
  mayAdd,
}: {
  readonly investigationId: string;
  readonly initial: { readonly items: readonly SourceView[]; readonly next: string | null };
  readonly mayAdd: boolean;
}) {
  const { data = initial, refetch } = useApi(`/investigations/${investigationId}/sources?limit=200`, sourcePage, {
    initialData: initial,
  });
  useEvents(investigationId, (event) => {
    if (event.subject.type === 'source' || event.type.startsWith('annotation.')) void refetch();
  });
  const add = mayAdd ? (
    <LinkButton variant="primary" href={`/investigations/${investigationId}/sources/new`}>
      Bring in a source
    </LinkButton>
  ) : null;
  if (data.items.length === 0) {
    return (
      <EmptyState title="There is nothing to read yet.">
        <p>Paste an article as it is: captions and reader comments are told apart from the text.</p>
        {add}
      </EmptyState>
    );
  }
  return (
    <>
      <div className={styles.head}>{add}</div>
      <ul className={styles.list}>
        {data.items.map((source) => {
          const version = source.versions.at(-1);
          return (
            <li key={source.id}>
              <Link href={version ? `/sources/${source.id}` : `/sources/${source.id}/draft`} className={styles.item}>
                <span className={styles.title}>{source.title}</span>
                <span className={styles.facts}>
                  {version ? (
                    <Chip tone="ok" icon="●">
                      Sealed, version {version.number}
                    </Chip>
                  ) : (
                    <Chip tone="warn" icon="◔">
                      Draft
                    </Chip>
                  )}
                  {version ? <code title={`SHA-256 ${version.sha256}`}>{shortHash(version.sha256)}</code> : null}
                  <span>
                    {source.counts.annotations} {source.counts.annotations === 1 ? 'mark' : 'marks'}
                  </span>
                  {source.outlet ? <span>{source.outlet}</span> : null}
                  <span>
                    {source.createdBy.name}, <When at={source.createdAt} />
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
