'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { When } from '@/components/ui/when.tsx';
import type { MentionView } from '@/lib/entities/schema.ts';
import { mentionView } from '@/lib/entities/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { after, before } from './context.ts';
import styles from './entities.module.css';

interface Page {
  readonly items: readonly MentionView[];
  readonly next: string | null;
}
interface Props {
  readonly entityId: string;
  readonly first: Page;
  /** How many there are in all. */
  readonly all: number;
}

/** Every place that names it, in its words; more of them on demand (ENT-5). */
export function Mentions({ entityId, first, all }: Props) {
  const t = useTranslations('entities.page');
  const unreachable = useTranslations('entities')('unreachable');
  const toast = useToast();
  const [more, setMore] = useState<Page | null>(null);
  const [busy, setBusy] = useState(false);
  const mentions = { items: [...first.items, ...(more?.items ?? [])], next: more ? more.next : first.next };
  const read = async (after: string) => {
    setBusy(true);
    try {
      const page = await get(`/entities/${entityId}/mentions?limit=200&after=${after}`, pageOf(mentionView));
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    } catch {
      toast({ text: unreachable, tone: 'bad' });
    }
    setBusy(false);
  };
  if (mentions.items.length === 0)
    return (
      <EmptyState title={t('noMention')}>
        <p>{t.rich('noMentionNext', { key: (words) => <kbd>{words}</kbd> })}</p>
      </EmptyState>
    );
  return (
    <>
      <ol className={styles.mentions}>
        {mentions.items.map((mention) => (
          <li key={mention.annotationId}>
            <Link href={`/sources/${mention.sourceId}#m=${mention.annotationId}`} className={styles.quote}>
              {before(mention.prefix)}
              <mark>{mention.exact}</mark>
              {after(mention.suffix)}
            </Link>
            <p className={styles.where}>
              <span>
                {t('where', { source: mention.sourceTitle, version: mention.version })}
                {mention.blockLabel ? `, ${mention.blockLabel}` : ''} · {mention.investigationTitle}
              </span>
              <span>
                {mention.author}, <When at={mention.createdAt} />{' '}
                {mention.visibility === 'private' ? <Chip>{t('onlyYou')}</Chip> : null}
              </span>
              <code title={t('hash', { sha256: mention.sha256 })}>
                {mention.sha256.slice(0, 4)} {mention.sha256.slice(4, 8)}
              </code>
            </p>
          </li>
        ))}
      </ol>
      {mentions.next ? (
        <>
          <p className={styles.muted}>{t('first', { count: mentions.items.length, all })}</p>
          <Button busy={busy} onClick={() => void read(mentions.next ?? '')}>
            {t('moreMentions')}
          </Button>
        </>
      ) : null}
    </>
  );
}
