'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { useClaimAct } from '@/components/claims/use-claim-act.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { When } from '@/components/ui/when.tsx';
import { dossierList } from '@/lib/thread/schema.ts';
import styles from './thread.module.css';

interface DossiersProps {
  readonly claimId: string;
  readonly decisionId: string;
  readonly confidential: boolean;
  readonly mayMake: boolean;
  /** Holds the lead's key: may let out what is off the record, and anything of a confidential case. */
  readonly mayFull: boolean;
}

/** Takes the thread out of the house, and shows what was taken out before (CLM-11, CLM-17). */
export function Dossiers({ claimId, decisionId, confidential, mayMake, mayFull }: DossiersProps) {
  const t = useTranslations('thread.page');
  const locale = useLocale();
  const { data, refetch } = useApi(`/claims/${claimId}/dossiers`, dossierList);
  const { error, busy, act } = useClaimAct(refetch);
  const [full, setFull] = useState(false);
  const [comments, setComments] = useState(false);
  const mayFetch = (isFull: boolean) => (isFull || confidential ? mayFull : mayMake);
  const file = (id: string, format: 'html' | 'pdf') =>
    `/api/v1/dossiers/${id}/file?format=${format}&language=${locale}`;

  function make(event: SyntheticEvent) {
    event.preventDefault();
    void act('dossier.make', { claimId, decisionId, full, comments });
  }

  return (
    <section className={styles.dossiers} aria-labelledby="dossiers">
      <h2 id="dossiers">{t('take')}</h2>
      <p className={styles.quiet}>{t('takeHint')}</p>
      {confidential && !mayFull ? <p>{t('confidential')}</p> : null}
      {mayFetch(full || comments) ? (
        <form onSubmit={make}>
          {mayFull ? (
            <label className={styles.check}>
              <input type="checkbox" checked={full} onChange={(event) => setFull(event.target.checked)} />
              {t('takeFull')}
            </label>
          ) : null}
          {mayFull ? (
            <label className={styles.check}>
              <input type="checkbox" checked={comments} onChange={(event) => setComments(event.target.checked)} />
              {t('takeComments')}
            </label>
          ) : null}
          <Button type="submit" busy={busy}>
            {t('make')}
          </Button>
        </form>
      ) : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      <h3>{t('dossiers')}</h3>
      {data?.items.length === 0 ? <p>{t('noDossiers')}</p> : null}
      <ul className={styles.claims} aria-live="polite">
        {data?.items.map((dossier) => (
          <li key={dossier.id}>
            <RatingChip rating={dossier.rating} /> {t('dossier', { name: dossier.madeBy.name })},{' '}
            <When at={dossier.at} />
            {dossier.full ? `, ${t('isFull')}` : ''}{' '}
            {dossier.stale ? (
              <Chip tone="warn" icon="!">
                {t('stale')}
              </Chip>
            ) : null}
            {mayFetch(dossier.full) ? (
              <span className={styles.files}>
                <a href={file(dossier.id, 'html')} download>
                  {t('html')}
                </a>
                <a href={file(dossier.id, 'pdf')} download>
                  {t('pdf')}
                </a>
              </span>
            ) : null}
            <code>{dossier.fingerprint}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
