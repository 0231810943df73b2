'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { WhoSees } from '@/components/visibility/who-sees.tsx';
import { FlagButton } from '@/components/admin/flag-button.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';
import styles from '../claims.module.css';
import { useClaimAct } from '../use-claim-act.ts';

/** The neutral wording, with the original beside it; whoever changes it says why (CLM-13). */
export function Statement({ claim, refetch }: { readonly claim: ClaimView; readonly refetch: () => Promise<unknown> }) {
  const t = useTranslations('claims');
  const [draft, setDraft] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const original = claim.mentions[0]?.exact;

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const input = { claimId: claim.id, revision: claim.revision, statement: draft ?? claim.statement };
    if (await act('claim.update', { ...input, ...(reason ? { reason } : {}) })) setDraft(null);
  }

  if (draft === null) {
    return (
      <>
        <h1>{claim.statement}</h1>
        {original && original !== claim.statement ? (
          <p className={styles.original}>{t('page.original', { words: original })}</p>
        ) : null}
        <div className={styles.headActs}>
          {claim.mayEdit ? (
            <Button variant="quiet" onClick={() => setDraft(claim.statement)}>
              {t('page.changeStatement')}
            </Button>
          ) : null}
          <WhoSees type="claim" id={claim.id} />
          <FlagButton subjectType="claim" subjectId={claim.id} authorId={claim.createdBy.id} />
        </div>
      </>
    );
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <h1 className="visually-hidden">{claim.statement}</h1>
      <Field
        label={t('page.statement')}
        hint={claim.state === 'in_review' ? t('page.staleHint') : undefined}
        error={error}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            required
            maxLength={1000}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
        )}
      </Field>
      <TextField
        label={t('common.optional', { label: t('page.changeReason') })}
        maxLength={1000}
        value={reason}
        onValue={setReason}
      />
      <div className={styles.facts}>
        <Button type="submit" variant="primary" busy={busy}>
          {t('common.save')}
        </Button>
        <Button variant="quiet" onClick={() => setDraft(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
