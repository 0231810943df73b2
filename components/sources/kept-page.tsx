'use client';

import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import type { pageCopyView } from '@/lib/sources/page-copy/schema.ts';
import { pageCopiesView } from '@/lib/sources/page-copy/schema.ts';
import type { SourceView } from '@/lib/sources/schema.ts';

type PageCopy = z.infer<typeof pageCopyView>;

/** The copy of the page that a version was fetched from; null where none is kept or being made. */
export function usePageCopy(source: SourceView, version: number): PageCopy | null {
  const fetched = source.raw.finalUrl !== null || version > 1;
  const { data, refetch } = useApi(fetched ? `/sources/${source.id}/page-copies` : null, pageCopiesView);
  useEvents(source.investigationId, (event) => {
    if (event.type === 'source.page_kept' && event.subject.id === source.id) void refetch();
  });
  return data?.items.find((one) => one.version === version) ?? null;
}

/** The page as it looked: shown where nothing can run, and as a file. */
export function KeptPage({ sourceId, copy }: { readonly sourceId: string; readonly copy: PageCopy }) {
  const t = useTranslations('sources.kept');
  if (copy.sha256 === null) return <span role="status">{copy.failure ?? t('making')}</span>;
  const address = `/api/v1/sources/${sourceId}/page-copy`;
  return (
    <>
      <a href={`${address}/shown?version=${copy.version}`} target="_blank" rel="noreferrer noopener">
        {t('show')}
      </a>{' '}
      <a href={`${address}?version=${copy.version}`} download>
        {t('download')}
      </a>{' '}
      {t('size', { kilobytes: Math.ceil(copy.bytes / 1000), taken: copy.taken })} {t('left', { left: copy.left })}
    </>
  );
}
