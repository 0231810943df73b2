'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Secured } from '@/components/admin/use-secured.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import type { RedactionView } from '@/lib/retention/redaction.schema.ts';
import { AROUND, placeKinds } from '@/lib/retention/redaction.schema.ts';
import styles from './redactions.module.css';

interface CardProps {
  readonly item: RedactionView;
  readonly held: boolean;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
  readonly run: Secured['command'];
}

/** One request: the words where they stand, why, what would be barred, and what one may do about it. */
export function RedactionCard({ item, ...rest }: CardProps) {
  const t = useTranslations('retention.redaction');
  const { source, version, label, words, before, after } = item;
  return (
    <li className={styles.card}>
      <blockquote className={styles.words}>
        {before ? <span>{before.length < AROUND ? before : `…${before}`}</span> : null}
        <mark>{words}</mark>
        {after ? <span>{after.length < AROUND ? after : `${after}…`}</span> : null}
      </blockquote>
      <p>
        <Link href={`/sources/${source.id}?v=${version}#t=${item.start},${item.end}`}>
          {t('place', { title: source.title, version, label: label ?? '' })}
        </Link>
      </p>
      <p>
        {t('askedBy', { name: item.askedBy.name })} <When at={item.askedAt} />: {item.reason}
      </p>
      {item.outcome === null ? <Waiting item={item} {...rest} /> : <Ended item={item} />}
    </li>
  );
}

function Ended({ item: { outcome, endedBy, endedAt, endReason } }: { readonly item: RedactionView }) {
  const t = useTranslations('retention.redaction');
  return (
    <p>
      {outcome ? t(`outcome.${outcome}`, { name: endedBy?.name ?? '' }) : null} {endedAt ? <When at={endedAt} /> : null}
      {endReason ? `: ${endReason}` : null}
    </p>
  );
}

function Waiting({ item, held, mayDecide, mayWithdraw, run }: CardProps) {
  const t = useTranslations('retention.redaction');
  const [asking, setAsking] = useState<'confirm' | 'refuse' | null>(null);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (name: string, more: Record<string, unknown> = {}) => {
    setBusy(true);
    await run(name, { redactionId: item.id, ...more });
    setBusy(false);
  };
  return (
    <>
      <p>{t('bars')}</p>
      <ul className={styles.places}>
        {placeKinds.map((kind) => {
          const count = item.places?.[kind] ?? 0;
          return count > 0 ? <li key={kind}>{t(`places.${kind}`, { count })}</li> : null;
        })}
        <li>{t('raw')}</li>
      </ul>
      {item.otherSources.length > 0 ? (
        <p>
          {t('elsewhere')}{' '}
          {item.otherSources.map(({ id, title }) => (
            <Link key={id} href={`/sources/${id}`} className={styles.other}>
              {title}
            </Link>
          ))}
        </p>
      ) : null}
      {mayWithdraw ? <p className={styles.why}>{t('another')}</p> : null}
      {asking === 'refuse' ? (
        <Field label={t('refuseReason')} hint={t('reasonHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {asking === 'confirm' ? <p role="alert">{t('forGood')}</p> : null}
      <div className={styles.acts}>
        {mayWithdraw ? (
          <Button busy={busy} onClick={() => void send('redaction.withdraw')}>
            {t('withdraw')}
          </Button>
        ) : null}
        {mayDecide && asking === null ? (
          <>
            <Button variant="quiet" onClick={() => setAsking('refuse')}>
              {t('refuse')}
            </Button>
            <Button disabled={held} onClick={() => setAsking('confirm')}>
              {t('confirm')}
            </Button>
          </>
        ) : null}
        {asking !== null ? (
          <>
            <Button variant="quiet" onClick={() => setAsking(null)}>
              {t('cancel')}
            </Button>
            {asking === 'confirm' ? (
              <Button variant="danger" busy={busy} onClick={() => void send('redaction.confirm')}>
                {t('confirmNow')}
              </Button>
            ) : (
              <Button variant="primary" busy={busy} onClick={() => void send('redaction.refuse', { reason })}>
                {t('refuseNow')}
              </Button>
            )}
          </>
        ) : null}
      </div>
    </>
  );
}
