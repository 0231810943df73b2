'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { FlagButton } from '@/components/admin/flag-button.tsx';
import { Button } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { Stance } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import type { EvidenceView } from '@/lib/claims/evidence/schema.ts';
import { AddEvidence } from './add-evidence.tsx';
import styles from '../claims.module.css';
import { TakeIn } from './take-in.tsx';
import { useClaimAct } from '../use-claim-act.ts';
import { isTyping } from '../desk/use-desk-keys.ts';
import { useDragOrder } from './use-drag-order.ts';
import { Words } from '../words.tsx';

export const stanceSign: Record<Stance, string> = { supports: '+', refutes: '−', context: '○' };

interface EvidenceProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  /** Puts a citation where the writer is; absent where one may not write. */
  readonly onCite: ((item: EvidenceView) => void) | null;
}

/** What supports or refutes the claim, each leading to words, an address, a file or a person; in an order people choose. */
export function EvidenceList({ claim, refetch, onCite }: EvidenceProps) {
  const t = useTranslations('claims');
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  useTakeInKey();
  const { error, act } = useClaimAct(refetch);
  const ids = claim.evidence.map((item) => item.id);

  const place = (id: string, to: number) => {
    const rest = ids.filter((other) => other !== id);
    const evidenceIds = [...rest.slice(0, to), id, ...rest.slice(to)];
    if (evidenceIds.join() !== ids.join()) void act('claim.order_evidence', { claimId: claim.id, evidenceIds });
  };
  const list = useDragOrder((dragged, onto) => place(dragged, ids.indexOf(onto)));
  async function takeAway(item: EvidenceView) {
    if (!(await act('claim.remove_evidence', { evidenceId: item.id }))) return;
    const run = () => void sendCommand('claim.restore_evidence', { evidenceId: item.id }).then(() => refetch());
    toast({ text: t('evidence.takenAway', { number: item.number }), action: { label: t('common.undo'), run } });
  }

  return (
    <>
      <ul ref={list} className={styles.cards}>
        {claim.evidence.map((item, index) => (
          <li key={item.id} className={styles.card} draggable={claim.mayEdit} data-order={item.id}>
            <EvidenceCard item={item} claim={claim} act={act} refetch={refetch} />
            <div className={styles.cardActs}>
              {onCite ? (
                <Button
                  variant="quiet"
                  onClick={() => onCite(item)}
                  aria-label={`${t('rationale.cite')} ${item.number}`}
                >
                  {t('rationale.cite')}
                </Button>
              ) : null}
              {claim.mayEdit ? (
                <>
                  <Button
                    variant="quiet"
                    disabled={index === 0}
                    aria-label={t('evidence.up', { number: item.number })}
                    onClick={() => place(item.id, index - 1)}
                  >
                    ↑
                  </Button>
                  <Button
                    variant="quiet"
                    disabled={index === claim.evidence.length - 1}
                    aria-label={t('evidence.down', { number: item.number })}
                    onClick={() => place(item.id, index + 1)}
                  >
                    ↓
                  </Button>
                  <Button variant="quiet" onClick={() => void takeAway(item)}>
                    {t('evidence.takeAway')}
                  </Button>
                </>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {claim.evidence.length === 0 ? <p>{t('evidence.empty')}</p> : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {claim.mayEdit ? <Button onClick={() => setAdding(true)}>{t('evidence.add')}</Button> : null}
      {adding ? <AddEvidence claim={claim} refetch={refetch} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface CardProps {
  readonly item: EvidenceView;
  readonly claim: ClaimView;
  readonly act: (name: string, input: Record<string, unknown>) => Promise<boolean>;
  readonly refetch: () => Promise<unknown>;
}

/** `i` takes in the address of the card that one is on, else the first that is not taken in yet. */
function useTakeInKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'i' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const card = event.target instanceof Element ? event.target.closest('[data-order]') : null;
      const found = (card ?? document).querySelector<HTMLElement>('[data-take-in]');
      if (!found) return;
      event.preventDefault();
      found.click();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function EvidenceCard({ item, claim, act, refetch }: CardProps) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' });
  return (
    <>
      <p className={styles[item.stance]}>
        <b>
          [{item.number}] <span aria-hidden="true">{stanceSign[item.stance]} </span>
          {t(`stance.${item.stance}`)}
        </b>
        {item.strength ? <small>, {t(`strength.${item.strength}`)}</small> : null}
        {item.independent === false ? <small>, {t('evidence.notIndependent')}</small> : null}
      </p>
      {item.words ? <Words words={item.words} /> : null}
      {item.quote ? <blockquote className={styles.quote}>“{item.quote}”</blockquote> : null}
      {item.url ? (
        <p className={styles.source}>
          <a href={item.url} rel="noopener noreferrer nofollow" target="_blank">
            {item.url}
          </a>
          {item.archiveUrl ? (
            <a href={item.archiveUrl} rel="noopener noreferrer nofollow" target="_blank">
              {t('evidence.archived')}
            </a>
          ) : null}
          {item.accessedAt ? <span>{t('evidence.seen', { date: date(item.accessedAt) })}</span> : null}
          {item.sealed ? (
            <>
              <Link href={`/sources/${item.sealed.sourceId}?v=${item.sealed.version}`}>
                {t('evidence.sealedAs', item.sealed)}
              </Link>
              <code title={`SHA-256: ${item.sealed.sha256}`}>
                {item.sealed.sha256.slice(0, 4)} {item.sealed.sha256.slice(4, 8)}
              </code>
            </>
          ) : claim.mayEdit ? (
            <TakeIn item={item} refetch={refetch} />
          ) : null}
        </p>
      ) : null}
      {item.file ? (
        <p className={styles.source}>
          <a href={`/api/v1/evidence/${item.id}/file`} download={item.file.name}>
            {t('evidence.file', { name: item.file.name })}
          </a>
          <code title={`SHA-256: ${item.file.sha256}`}>
            {item.file.sha256.slice(0, 4)} {item.file.sha256.slice(4, 8)}
          </code>
        </p>
      ) : null}
      {item.saidBy && item.basis ? (
        <p className={styles.source}>
          <b>{t('evidence.said', { name: item.saidBy, basis: t(`basis.${item.basis}`) })}</b>
          {item.saidAt ? <span>{date(item.saidAt)}</span> : null}
          {item.basis === 'off_record' ? (
            <>
              <span>{item.released ? t('evidence.released') : t('evidence.kept')}</span>
              {claim.mayRelease ? (
                <Button
                  variant="quiet"
                  onClick={() => void act('claim.release_evidence', { evidenceId: item.id, released: !item.released })}
                >
                  {item.released ? t('evidence.withhold') : t('evidence.release')}
                </Button>
              ) : null}
            </>
          ) : null}
        </p>
      ) : null}
      {item.note ? <p>{item.note}</p> : null}
      <p className={styles.source}>
        <span>{t('evidence.addedBy', { name: item.addedBy.name })}</span>
        <FlagButton subjectType="evidence" subjectId={item.id} authorId={item.addedBy.id} />
      </p>
    </>
  );
}
