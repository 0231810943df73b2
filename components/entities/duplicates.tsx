'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { DuplicateView } from '@/lib/entities/schema.ts';
import { duplicatePage } from '@/lib/entities/schema.ts';
import { after, before } from './context.ts';
import styles from './duplicates.module.css';
import entityStyles from './entities.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { Reasons } from './reasons.tsx';
import { useSchemaLabel } from './use-labels.ts';

interface Props {
  /** Only pairs of this one; absent: the whole queue. */
  readonly entityId?: string;
  readonly initial?: { readonly items: DuplicateView[]; readonly next: null };
  readonly onMerged?: () => void;
  readonly headingId?: string;
}

/** Who may be the same as whom, likest first: merge, say that they are two, or leave it (ENT-4). */
export function Duplicates({ entityId, initial, onMerged, headingId }: Props) {
  const t = useTranslations('entities');
  const toast = useToast();
  const [pair, setPair] = useState<{ fromId: string; intoId: string } | null>(null);
  const path = entityId ? `/entities/duplicates?entityId=${entityId}&limit=20` : '/entities/duplicates?limit=100';
  const { data, refetch } = useApi(path, duplicatePage, initial ? { initialData: initial } : {});
  const items = data?.items ?? [];

  const act = async (path: string, method: 'POST' | 'DELETE', body: object, done: string, undo?: () => void) => {
    try {
      const result = await call(path, { method, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) });
      if (!result.ok) {
        toast({ text: result.error.detail, tone: 'bad' });
        return;
      }
      toast({ text: done, ...(undo ? { action: { label: t('undo'), run: undo } } : {}) });
      await refetch();
    } catch {
      toast({ text: t('unreachable'), tone: 'bad' });
    }
  };
  const notSame = (a: string, b: string) =>
    void act(`/api/v1/entities/${a}/not-same`, 'POST', { otherId: b }, t('duplicates.notSameDone'), () => {
      void act(`/api/v1/entities/${a}/not-same/${b}`, 'DELETE', {}, t('duplicates.notSameUndone'));
    });

  if (items.length === 0) {
    // On the page of one entity there is always the heading, so that the section has a name.
    if (entityId)
      return (
        <>
          <h2 id={headingId}>{t('duplicates.maybeSame')}</h2>
          <p className={styles.none}>{t('duplicates.none')}</p>
        </>
      );
    return (
      <EmptyState title={t('duplicates.emptyTitle')}>
        <p>{t('duplicates.empty')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      {entityId ? <h2 id={headingId}>{t('duplicates.maybeSame')}</h2> : null}
      <ul className={styles.pairs}>
        {items.map((one) => (
          <li key={`${one.a.id} ${one.b.id}`} className={styles.pair}>
            <div className={styles.sides}>
              {[one.a, one.b].map((side) => (
                <Side key={side.id} side={side} heading={entityId ? 'h3' : 'h2'} />
              ))}
            </div>
            {one.names.a !== one.a.name || one.names.b !== one.b.name ? (
              <p className={styles.compared}>{t('duplicates.compared', one.names)}</p>
            ) : null}
            <Reasons reasons={one.reasons} />
            <div className={styles.acts}>
              <Chip>
                {one.proposed ? t('duplicates.proposed') : t('duplicates.look')}
                {t('duplicates.alike', { score: one.score })}
              </Chip>
              <Button onClick={() => setPair(pairOf(one))}>{t('merge.open')}</Button>
              <Button variant="quiet" onClick={() => notSame(one.a.id, one.b.id)}>
                {t('duplicates.notSame')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <MergeDialog
        pair={pair}
        onClose={() => setPair(null)}
        onMerged={({ fromId }) => {
          setPair(null);
          void refetch();
          onMerged?.();
          toast({
            text: t('merge.done'),
            action: {
              label: t('undo'),
              run: () => {
                void act(`/api/v1/entities/${fromId}/split`, 'POST', {}, t('merge.undone')).then(onMerged);
              },
            },
          });
        }}
      />
    </>
  );
}

/** Who is named more often stays: fewer old links have to be followed. The dialog lets one turn it round. */
const pairOf = ({ a, b }: DuplicateView) =>
  b.counts.mentions > a.counts.mentions ? { fromId: a.id, intoId: b.id } : { fromId: b.id, intoId: a.id };

interface SideProps {
  readonly side: DuplicateView['a'];
  readonly heading: 'h2' | 'h3';
}

function Side({ side, heading: Heading }: SideProps) {
  const t = useTranslations('entities');
  const label = useSchemaLabel();
  const others = side.names.map(({ name }) => name).filter((name) => name !== side.name);
  return (
    <div className={styles.side}>
      <Heading>
        <Link href={`/entities/${side.id}`}>{side.name}</Link>
      </Heading>
      <p>
        {label(side.schema)}. {t('mentionsIn', { mentions: side.counts.mentions, cases: side.counts.cases })}
      </p>
      {others.length > 0 ? <p>{t('also', { names: others.slice(0, 4).join(', ') })}</p> : null}
      {side.sample ? (
        <blockquote>
          <Link href={`/sources/${side.sample.sourceId}#m=${side.sample.annotationId}`} className={entityStyles.quote}>
            {before(side.sample.prefix)}
            <mark>{side.sample.exact}</mark>
            {after(side.sample.suffix)}
          </Link>
        </blockquote>
      ) : null}
    </div>
  );
}
