'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Button } from '@/components/ui/button.tsx';
import { isPage } from '@/lib/sources/page-copy/copy-policy.rules.ts';
import type { pageCopyView } from '@/lib/sources/page-copy/schema.ts';
import { pageCopiesView } from '@/lib/sources/page-copy/schema.ts';
import type { SourceView } from '@/lib/sources/schema.ts';

type PageCopy = z.infer<typeof pageCopyView>;

/** The copy of the page that a version was fetched from; `begin` makes one, or tries again. */
export interface KeptCopy {
  readonly version: number;
  /** null where none was asked for. */
  readonly copy: PageCopy | null;
  /** Throws a sentence. null where there is no page to keep. */
  readonly begin: (() => Promise<void>) | null;
}

const LOOK_AGAIN_MS = 2000;

/** null until it is known. `raw`: what the version was read from. */
export function usePageCopy(
  source: SourceView,
  { number, raw }: { readonly number: number; readonly raw: SourceView['raw'] },
): KeptCopy | null {
  const fetched = raw.finalUrl !== null && isPage(raw.mediaType);
  const { data, refetch } = useApi(fetched ? `/sources/${source.id}/page-copies` : null, pageCopiesView);
  useEvents(source.investigationId, (event) => {
    if (event.type === 'source.page_kept' && event.subject.id === source.id) void refetch();
  });
  const copy = data?.items.find((one) => one.version === number) ?? null;
  // Only a copy that was made is told to everybody: whoever waits for one also learns that it could not be.
  const waits = copy !== null && copy.sha256 === null && copy.failure === null;
  const look = useEffectEvent(() => void refetch());
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(() => look(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits]);
  if (!data) return null;
  const begin = async () => {
    const result = await sendCommand('source.copy_page', { sourceId: source.id, version: number });
    await refetch();
    if (!result.ok) throw new Error(result.error.detail);
  };
  return { version: number, copy, begin: raw.erasedAt ? null : begin };
}

interface KeptPageProps {
  readonly sourceId: string;
  readonly kept: KeptCopy;
  /** May bring in sources, and so have a page copied. */
  readonly mayKeep: boolean;
}

/** The page as it looked: shown where nothing can run, and as a file; or the way to keep it. */
export function KeptPage({ sourceId, kept: { version, copy, begin }, mayKeep }: KeptPageProps) {
  const t = useTranslations('sources.kept');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    setError(null);
    await begin?.().catch((refused: unknown) => setError(refused instanceof Error ? refused.message : String(refused)));
    setBusy(false);
  };
  if (!copy?.sha256)
    return (
      <>
        {copy ? <span role="status">{copy.failure ?? t('making')}</span> : null}{' '}
        {begin && mayKeep && (!copy || copy.failure) ? (
          <Button variant="quiet" busy={busy} onClick={() => void keep()}>
            {copy ? t('again') : t('keep')}
          </Button>
        ) : null}
        {error ? <span role="alert">{error}</span> : null}
      </>
    );
  const address = `/api/v1/sources/${sourceId}/page-copy`;
  return (
    <>
      <a href={`${address}/shown?version=${version}`} target="_blank" rel="noreferrer noopener">
        {t('show')}
      </a>{' '}
      <a href={`${address}?version=${version}`} download>
        {t('download')}
      </a>{' '}
      {t('size', { kilobytes: Math.ceil(copy.bytes / 1000), taken: copy.taken })} {t('left', { left: copy.left })}
    </>
  );
}
