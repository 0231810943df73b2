'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea, TextField } from '@/components/ui/field.tsx';
import { setAsideReasons } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import styles from '../claims.module.css';
import type { Asked } from './moves.tsx';
import { useScale } from '../use-words.ts';

interface MoveDialogProps {
  readonly claim: ClaimView;
  readonly asked: Asked;
  readonly title: string;
  readonly error: string | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSend: (input: Record<string, unknown>) => Promise<void>;
}

/** What was typed stays when the server says no: the dialog closes only when it was done. */
export function MoveDialog({ claim, asked, title, error, busy, onClose, onSend }: MoveDialogProps) {
  const t = useTranslations('claims');
  const scale = useScale();
  const { proposal } = claim;
  const isReview = asked === 'review';
  const needs = isReview ? (['rating', 'reason'] as const) : asked.needs;
  const decides = !isReview && asked.move === 'verified' && needs.includes('reason');
  const [rating, setRating] = useState(isReview ? '' : (proposal?.rating ?? ''));
  const [conclusion, setConclusion] = useState('');
  const [reason, setReason] = useState('');
  // An adjudication takes the rating that was proposed or one that a reviewer gave (CLM-6).
  const given = new Set([proposal?.rating, ...claim.reviews.map((review) => review.rating)]);
  const choices = decides ? scale.usable.filter((one) => given.has(one.key)) : scale.usable;
  const asksRating = decides || needs.includes('rating');
  const asksConclusion = !isReview && asksRating && scale.of(rating)?.needsConclusion === true;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onSend({
      ...(asksRating ? { rating } : {}),
      ...(asksConclusion ? { conclusion } : {}),
      ...(isReview ? { rationale: reason } : reason ? { reason } : {}),
    });
  }

  const why = isReview
    ? t('moves.whyReview')
    : !decides && asked.move === 'published'
      ? t('moves.correction')
      : t('moves.why');
  return (
    <Dialog open onClose={onClose} title={title}>
      <form onSubmit={submit} className={styles.form}>
        {decides ? <p>{t('moves.disagree')}</p> : null}
        {isReview && proposal?.blind ? <p>{t('moves.blindHint', { needed: proposal.reviewsNeeded })}</p> : null}
        {asksRating ? (
          <Field label={t('moves.rating')}>
            {(control) => (
              <Select {...control} required value={rating} onChange={(event) => setRating(event.target.value)}>
                <option value="">{t('common.choose')}</option>
                {choices.map(({ key, icon }) => (
                  <option key={key} value={key}>
                    {icon} {scale.labelOf(key)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {asksConclusion ? (
          <TextField
            label={t('moves.conclusion')}
            required
            maxLength={400}
            value={conclusion}
            onValue={setConclusion}
          />
        ) : null}
        {needs.includes('setAsideReason') ? (
          <Field label={t('moves.why')}>
            {(control) => (
              <Select {...control} required value={reason} onChange={(event) => setReason(event.target.value)}>
                <option value="">{t('moves.chooseReason')}</option>
                {setAsideReasons.map((key) => (
                  <option key={key} value={key}>
                    {t(`reason.${key}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : needs.includes('reason') ? (
          <Field label={why}>
            {(control) => (
              <TextArea
                {...control}
                rows={4}
                required
                maxLength={isReview ? 8000 : 1000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {error ? (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        ) : null}
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {isReview ? t('moves.send') : title}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
