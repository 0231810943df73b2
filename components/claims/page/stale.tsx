'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { BasisChange } from '@/lib/claims/basis/schema.ts';
import type { StaleView } from '@/lib/claims/basis/renew.schema.ts';
import { staleView } from '@/lib/claims/basis/renew.schema.ts';
import styles from '../claims.module.css';
import { useClaimAct } from '../use-claim-act.ts';
import { useSoon } from '../use-soon.ts';

interface StaleProps {
  readonly investigationId: string;
  readonly mayRenew: boolean;
  /** Only this one; absent: every one of the case. */
  readonly claimId?: string;
}

/** Verdicts under which something has changed: what, what is built on them, and the one act that renews them (CLM-17). */
export function Stale({ investigationId, mayRenew, claimId }: StaleProps) {
  const t = useTranslations('claims.stale');
  const toast = useToast();
  const { data, refetch } = useApi(`/investigations/${investigationId}/stale`, staleView);
  const soon = useSoon(() => void refetch());
  useEvents(investigationId, (event) => {
    if (/^(source|entity|annotation|claim|publication|decision)\./.test(event.type)) soon();
  });
  const { error, busy, act } = useClaimAct(refetch);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const items = data?.items.filter((item) => !claimId || item.claimId === claimId) ?? [];
  if (items.length === 0) return null;
  const chosen = items.filter((item) => item.renewable && !left.has(item.claimId));
  const pages = chosen.filter((item) => item.isPublic);
  const needsNote = chosen.some((item) => item.needsNote);

  async function renew() {
    const claimIds = chosen.map((item) => item.claimId);
    const done = await act('verdict.renew', { investigationId, claimIds, ...(note ? { note } : {}) });
    if (!done) return;
    setNote('');
    toast({ text: t('renewed', { count: claimIds.length }) });
  }
  return (
    <section className={styles.stale} aria-label={t('listTitle')}>
      <h2>{claimId ? t('title') : t('listTitle')}</h2>
      <p className={styles.quiet}>{t('intro')}</p>
      <ul className={styles.staleList}>
        {items.map((item) => (
          <li key={item.claimId}>
            {claimId ? null : (
              <p>
                {mayRenew && item.renewable ? (
                  <input
                    type="checkbox"
                    aria-label={t('choose', { number: item.number })}
                    checked={!left.has(item.claimId)}
                    onChange={() => setLeft(without(left, item.claimId))}
                  />
                ) : null}{' '}
                <Link href={`/claims/${item.claimId}`}>{item.statement}</Link>
              </p>
            )}
            <ul>
              {item.changes.map((change, index) => (
                <li key={index}>
                  <Changed change={change} />
                </li>
              ))}
            </ul>
            <Built item={item} />
          </li>
        ))}
      </ul>
      {mayRenew && items.some((item) => item.renewable) ? (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void renew();
          }}
        >
          {pages.length > 0 ? (
            <TextField
              label={t('note')}
              hint={needsNote ? t('noteHint') : `${t('noteHint')} ${t('noteOptional')}`}
              required={needsNote}
              maxLength={1000}
              value={note}
              onValue={setNote}
            />
          ) : null}
          <p className={styles.quiet}>{t('reopenInstead')}</p>
          <Button type="submit" variant="primary" busy={busy} disabled={chosen.length === 0}>
            {!claimId ? t('renewMany', { count: chosen.length }) : pages.length > 0 ? t('renew') : t('renewSigned')}
          </Button>
        </form>
      ) : mayRenew ? null : (
        <p className={styles.quiet}>{t('onlyEditors')}</p>
      )}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
    </section>
  );
}

/** In or out, whichever it is not. */
const without = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  set.has(id) ? new Set([...set].filter((one) => one !== id)) : new Set([...set, id]);

function Changed({ change }: { readonly change: BasisChange }) {
  const t = useTranslations('claims.stale');
  switch (change.kind) {
    case 'verdict':
      return t('verdict');
    case 'name':
      return change.after === null
        ? t('nameGone', { before: change.before })
        : t('name', { before: change.before, after: change.after });
    case 'reply':
      return t('reply', { name: change.name });
    case 'version': {
      const { title, from, to } = change;
      return (
        <>
          {t(change.words ? 'versionWords' : 'versionSame', { title, from, to })}{' '}
          <Link href={`/sources/${change.sourceId}/changes?v=${to}`}>{t('changes')}</Link>
        </>
      );
    }
  }
}

function Built({ item }: { readonly item: StaleView['items'][number] }) {
  const t = useTranslations('claims.stale');
  const format = useFormatter();
  const built = [
    ...(item.isPublic ? [t('page')] : []),
    ...item.stories.map(({ title }) => t('story', { title })),
    ...(item.relationships > 0 ? [t('edges', { count: item.relationships })] : []),
    ...(item.dossiers > 0 ? [t('dossiers', { count: item.dossiers })] : []),
  ];
  return built.length > 0 ? <p className={styles.quiet}>{t('built', { list: format.list(built) })}</p> : null;
}
