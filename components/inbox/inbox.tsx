'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { Diff } from '@/components/claims/page/revisions.tsx';
import { get } from '@/components/data/api.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import { When } from '@/components/ui/when.tsx';
import { addressOf, reasonValues } from '@/lib/notifications/rules.ts';
import type { NotificationView } from '@/lib/notifications/schema.ts';
import { notificationPage } from '@/lib/notifications/schema.ts';
import styles from './inbox.module.css';
import { InboxSettings } from './inbox-settings.tsx';

const STEP = 50;

/** What waits for one, newest first; alive in every tab. */
export function Inbox() {
  const t = useTranslations('inbox');
  const toast = useToast();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const path = `/notifications?unread=${String(unreadOnly)}&limit=${STEP}`;
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['api', path],
    queryFn: ({ pageParam }) => get(`${path}${pageParam ? `&after=${pageParam}` : ''}`, notificationPage),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  const mark = (input: Record<string, unknown>) => sendCommand('notification.mark', input);

  const markAll = async () => {
    const ids = lines.filter((line) => !line.read).map((line) => line.id);
    const result = await mark({ all: true });
    toast(
      result.ok
        ? {
            text: t('markedAll', { count: ids.length }),
            action: { label: t('markUnread'), run: () => void mark({ ids, read: false }) },
          }
        : { text: result.error.detail, tone: 'bad' },
    );
  };

  return (
    <main id="content" className={styles.page}>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <span className={styles.acts}>
          <Button aria-pressed={unreadOnly} onClick={() => setUnreadOnly(!unreadOnly)}>
            {t('unreadOnly')}
          </Button>
          <Button onClick={() => void markAll()} disabled={lines.every((line) => line.read)}>
            {t('markAll')}
          </Button>
        </span>
      </div>
      {error ? <p role="alert">{error.message}</p> : null}
      {data || error ? null : <Waiting />}
      {data && lines.length === 0 ? (
        <EmptyState title={unreadOnly ? t('empty.unread') : t('empty.title')}>
          <p>{t('empty.next')}</p>
        </EmptyState>
      ) : (
        <ol className={styles.lines} aria-busy={data === undefined}>
          {lines.map((line) => (
            <Line key={line.id} line={line} onMark={(read) => void mark({ ids: [line.id], read })} />
          ))}
        </ol>
      )}
      {hasNextPage ? <Button onClick={() => void fetchNextPage()}>{t('more')}</Button> : null}
      {/* Below the lines, so not before them: they would push it down. */}
      {data || error ? <InboxSettings /> : null}
    </main>
  );
}

/** As it was and as it is now, with the reason that was given (CLM-13). */
function Change({ change }: { readonly change: NonNullable<NotificationView['change']> }) {
  const t = useTranslations('inbox');
  const { kind, before, after, reason } = change;
  return (
    <div className={styles.change}>
      {kind === 'rating' ? (
        <p>
          {before ? (
            <>
              {t('yours')}: <RatingChip rating={before} />{' '}
            </>
          ) : null}
          {after ? (
            <>
              {t('theirs')}: <RatingChip rating={after} />
            </>
          ) : null}
        </p>
      ) : before !== null || after !== null ? (
        <Diff before={before ?? ''} after={after ?? ''} />
      ) : null}
      {reason ? <p>{t('why', { reason })}</p> : null}
    </div>
  );
}

function Line({ line, onMark }: { readonly line: NotificationView; readonly onMark: (read: boolean) => void }) {
  const t = useTranslations('inbox');
  return (
    <li className={[styles.line, line.read ? '' : styles.unread].join(' ')}>
      <Avatar id={line.actor.id} name={line.actor.name} />
      <div className={styles.words}>
        <Link href={addressOf(line)} onClick={() => onMark(true)}>
          {t(`reasons.${line.reason}`, reasonValues(line))}
          {line.read ? null : <span className="visually-hidden"> ({t('unreadMark')})</span>}
        </Link>
        {line.change ? <Change change={line.change} /> : line.excerpt ? <blockquote>{line.excerpt}</blockquote> : null}
        <small>
          {line.investigation.title}
          {line.source ? `, ${line.source.title}` : ''} · <When at={line.at} />
        </small>
      </div>
      <Button variant="quiet" onClick={() => onMark(!line.read)}>
        {line.read ? t('markUnread') : t('markRead')}
      </Button>
    </li>
  );
}
