'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import type { ThreadView } from '@/lib/thread/schema.ts';
import { threadView } from '@/lib/thread/schema.ts';
import { Dossiers } from './dossiers.tsx';
import { Thread } from './thread.tsx';
import styles from './thread.module.css';

interface ThreadPageProps {
  readonly initial: ThreadView;
  /** Of which verdict; null: of the latest. */
  readonly decisionId: string | null;
  readonly mayMake: boolean;
  readonly mayFull: boolean;
}

/** The thread of a claim's verdict as a page of its own, alive, with what can be taken out of it. */
export function ThreadPage({ initial, decisionId, mayMake, mayFull }: ThreadPageProps) {
  const t = useTranslations('thread.page');
  const common = useTranslations('claims.common');
  const { claim } = initial;
  const address = `/claims/${claim.id}/thread${decisionId ? `?decisionId=${decisionId}` : ''}`;
  const { data: thread = initial, refetch } = useApi(address, threadView, { initialData: initial });
  useEvents(claim.investigation.id, (event) => {
    if (event.subject.id === claim.id || event.data['claimId'] === claim.id) void refetch();
  });
  const { investigation } = claim;
  const others = thread.verdicts.filter((verdict) => verdict.decisionId !== thread.verdict?.decisionId);
  return (
    <>
      <TopBar
        crumbs={[
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: common('claims'), href: `/investigations/${investigation.id}/claims` },
          { label: common('claim', { number: claim.number }), href: `/claims/${claim.id}` },
          { label: t('title') },
        ]}
      />
      <main id="content" className={styles.page}>
        <p className={styles.quiet}>{t('intro')}</p>
        <h1>{thread.verdict?.statement ?? thread.claim.statement}</h1>
        {thread.isPublic ? (
          <p>
            <Link href={`/fact-checks/${claim.id}`}>{t('public')}</Link>
          </p>
        ) : null}
        <Thread thread={thread} />
        {others.length > 0 ? (
          <section aria-labelledby="others">
            <h2 id="others">{t('others')}</h2>
            <ul className={styles.claims}>
              {others.map((verdict) => (
                <li key={verdict.decisionId}>
                  <Link href={`/claims/${claim.id}/thread?verdict=${verdict.decisionId}`}>
                    <RatingChip rating={verdict.rating} /> <When at={verdict.at} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {thread.verdict ? (
          <Dossiers
            claimId={claim.id}
            decisionId={thread.verdict.decisionId}
            confidential={investigation.confidential}
            mayMake={mayMake}
            mayFull={mayFull}
          />
        ) : null}
      </main>
    </>
  );
}
