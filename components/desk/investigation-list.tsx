'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { When } from '@/components/ui/when.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { investigationView, pageOf } from '@/lib/investigations/schema.ts';
import styles from './desk.module.css';
import { NewInvestigation } from './new-investigation.tsx';

const pageShape = pageOf(investigationView);

/** The investigations one may see, newest first, and the way to open another. */
export function InvestigationList({
  initial,
}: {
  readonly initial: { readonly items: readonly InvestigationView[]; readonly next: string | null };
}) {
  const t = useTranslations('desk.list');
  const role = useTranslations('claims.role');
  const [creating, setCreating] = useState(false);
  const { data = initial } = useApi('/investigations?limit=200', pageShape, { initialData: initial });
  return (
    <>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <Button variant="primary" onClick={() => setCreating(true)}>
          {t('open')}
        </Button>
      </div>
      {data.items.length === 0 ? (
        <EmptyState title={t('none')}>
          <p>{t('noneNext')}</p>
        </EmptyState>
      ) : (
        <ul className={styles.cases}>
          {data.items.map((item) => (
            <li key={item.id}>
              <Link href={`/investigations/${item.id}`} className={styles.case}>
                <span className={styles.caseTitle}>{item.title}</span>
                {item.brief ? <span className={styles.caseBrief}>{item.brief}</span> : null}
                <span className={styles.caseFacts}>
                  <span>{t('sources', { count: item.counts.sources })}</span>
                  <span>{t('claims', { count: item.counts.claims })}</span>
                  <span>{t('people', { count: item.counts.members })}</span>
                  <span>{t.rich('opened', { when: () => <When at={item.createdAt} /> })}</span>
                  {item.role ? <Chip>{role(item.role)}</Chip> : <Chip tone="warn">{t('lookingIn')}</Chip>}
                  {item.confidential ? <Chip tone="bad">{t('confidential')}</Chip> : null}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <NewInvestigation open={creating} onClose={() => setCreating(false)} />
    </>
  );
}
