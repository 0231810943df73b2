'use client';

import type { SyntheticEvent } from 'react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { ratings, setAsideReasons, setAsideWords } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import styles from './claims.module.css';
import { useClaimAct } from './use-claim-act.ts';

type OfferedMove = ClaimView['moves'][number];
type Asked = OfferedMove | 'review';

/** What can be done next. What cannot says why, under it. */
export function Moves({ claim, refetch }: { readonly claim: ClaimView; readonly refetch: () => Promise<unknown> }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { error, busy, act, clear } = useClaimAct(refetch);
  const disputed = claim.reviews.some((review) => review.rating !== claim.proposal?.rating);

  const begin = (move: OfferedMove) => {
    clear();
    const silent = move.needs.length === 0 && !(move.move === 'verified' && disputed);
    if (silent) void act('claim.transition', { claimId: claim.id, to: move.move, revision: claim.revision });
    else setAsked(move);
  };

  return (
    <div className={styles.acts}>
      {claim.state === 'in_review' ? (
        <Act
          label={`Review revision ${claim.revision}`}
          blocked={claim.mayReview.blocked}
          primary={false}
          busy={busy}
          onClick={() => setAsked('review')}
        />
      ) : null}
      {claim.moves.map((move, index) => (
        <Act
          key={move.move}
          label={move.words}
          blocked={move.blocked}
          primary={index === 0}
          busy={busy}
          onClick={() => begin(move)}
        />
      ))}
      {error && !asked ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {asked ? (
        <MoveDialog
          claim={claim}
          asked={asked}
          disputed={disputed}
          error={error}
          busy={busy}
          onClose={() => setAsked(null)}
          onSend={async (input) => {
            const done = await (asked === 'review'
              ? act('claim.review', { claimId: claim.id, revision: claim.revision, ...input })
              : act('claim.transition', { claimId: claim.id, to: asked.move, revision: claim.revision, ...input }));
            if (done) setAsked(null);
          }}
        />
      ) : null}
    </div>
  );
}

function Act({
  label,
  blocked,
  primary,
  busy,
  onClick,
}: {
  readonly label: string;
  readonly blocked: string | null;
  readonly primary: boolean;
  readonly busy: boolean;
  readonly onClick: () => void;
}) {
  const id = useId();
  return (
    <div>
      <Button
        variant={primary ? 'primary' : 'plain'}
        disabled={blocked !== null || busy}
        aria-describedby={blocked ? id : undefined}
        onClick={onClick}
      >
        {label}
      </Button>
      {blocked ? <p id={id}>{blocked}</p> : null}
    </div>
  );
}

interface MoveDialogProps {
  readonly claim: ClaimView;
  readonly asked: Asked;
  readonly disputed: boolean;
  readonly error: string | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSend: (input: Record<string, unknown>) => Promise<void>;
}

/** What was typed stays when the server says no: the dialog closes only when it was done. */
function MoveDialog({ claim, asked, disputed, error, busy, onClose, onSend }: MoveDialogProps) {
  const [rating, setRating] = useState(claim.proposal?.rating ?? claim.rating ?? '');
  const [reason, setReason] = useState('');
  const isReview = asked === 'review';
  const needsRating = isReview || asked.needs.includes('rating');
  const choosesReason = !isReview && asked.needs.includes('setAsideReason');

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onSend({
      ...(needsRating ? { rating } : {}),
      ...(isReview ? { rationale: reason } : reason ? { reason } : {}),
    });
  }

  return (
    <Dialog open onClose={onClose} title={isReview ? `Review revision ${claim.revision}` : asked.words}>
      <form onSubmit={submit} className={styles.form}>
        {disputed && !isReview && asked.move === 'verified' ? (
          <p>The reviews disagree. Say why you decide as proposed.</p>
        ) : null}
        {needsRating ? (
          <Field label="Rating">
            {(control) => (
              <Select {...control} required value={rating} onChange={(event) => setRating(event.target.value)}>
                <option value="">Choose one</option>
                {ratings.map(({ key, words, icon }) => (
                  <option key={key} value={key}>
                    {icon} {words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {choosesReason ? (
          <Field label="Why">
            {(control) => (
              <Select {...control} required value={reason} onChange={(event) => setReason(event.target.value)}>
                <option value="">Choose a reason</option>
                {setAsideReasons.map((key) => (
                  <option key={key} value={key}>
                    {setAsideWords[key]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : isReview || !asked.needs.includes('rating') ? (
          <Field label={isReview ? 'Why you rate it so' : 'Why'}>
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
            Cancel
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {isReview ? 'Send the review' : asked.words}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
