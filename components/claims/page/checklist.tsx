'use client';

import { useTranslations } from 'use-intl';
import type { ClaimView } from '@/lib/claims/schema.ts';
import styles from '../claims.module.css';
import { useClaimAct } from '../use-claim-act.ts';

interface ChecklistProps {
  readonly claim: ClaimView;
  readonly mayWrite: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** What has to be ticked for a claim of this kind before a rating is proposed; who ticked it stands beside it (CLM-3). */
export function Checklist({ claim, mayWrite, refetch }: ChecklistProps) {
  const t = useTranslations('claims.side');
  const { error, act } = useClaimAct(refetch);
  if (claim.checklist.length === 0) return null;
  return (
    <section>
      <h2>{t('checklist')}</h2>
      {claim.checklist.map(({ line, tickedBy }) => (
        <label key={line} className={styles.check}>
          <input
            type="checkbox"
            checked={tickedBy !== null}
            disabled={!mayWrite}
            onChange={(event) => void act('claim.tick', { claimId: claim.id, line, ticked: event.target.checked })}
          />
          <span>
            {line} {tickedBy ? <small>{t('tickedBy', { name: tickedBy.name })}</small> : null}
          </span>
        </label>
      ))}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
    </section>
  );
}
