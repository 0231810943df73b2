'use client';

import Link from 'next/link';
import { useState } from 'react';
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
  const [creating, setCreating] = useState(false);
  const { data = initial } = useApi('/investigations?limit=200', pageShape, { initialData: initial });
  return (
    <>
      <div className={styles.head}>
        <h1>Investigations</h1>
        <Button variant="primary" onClick={() => setCreating(true)}>
          Open an investigation
        </Button>
      </div>
      {data.items.length === 0 ? (
        <EmptyState title="You are not in any investigation yet.">
          <p>Open one, or ask a colleague who leads one to add you.</p>
        </EmptyState>
      ) : (
        <ul className={styles.cases}>
          {data.items.map((item) => (
            <li key={item.id}>
              <Link href={`/investigations/${item.id}`} className={styles.case}>
                <span className={styles.caseTitle}>{item.title}</span>
                {item.brief ? <span className={styles.caseBrief}>{item.brief}</span> : null}
                <span className={styles.caseFacts}>
                  <span>{plural(item.counts.sources, 'source')}</span>
                  <span>{plural(item.counts.claims, 'claim')}</span>
                  <span>{plural(item.counts.members, 'person', 'people')}</span>
                  <span>
                    opened <When at={item.createdAt} />
                  </span>
                  {item.role ? <Chip>{item.role}</Chip> : <Chip tone="warn">looking in</Chip>}
                  {item.confidential ? <Chip tone="bad">confidential</Chip> : null}
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

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
