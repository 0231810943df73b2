'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';
import styles from '../claims.module.css';
import { MoveDialog } from './move-dialog.tsx';
import { useClaimAct } from '../use-claim-act.ts';
import { useBlockWords } from '../use-words.ts';

export type OfferedMove = ClaimView['moves'][number];
export type Asked = OfferedMove | 'review';

/** What the table of moves offers next. What cannot be done says why, under it (CLM-2). */
export function Moves({ claim, refetch }: { readonly claim: ClaimView; readonly refetch: () => Promise<unknown> }) {
  const t = useTranslations('claims.move');
  const blockWords = useBlockWords();
  const toast = useToast();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { error, busy, act, clear } = useClaimAct(refetch);
  const label = (move: OfferedMove) =>
    move.move === 'checking' && claim.state === 'in_review' ? t('back') : t(move.move);

  async function make(move: OfferedMove['move'], input: Record<string, unknown>): Promise<boolean> {
    const about = { claimId: claim.id, revision: claim.revision };
    const done = await act('claim.transition', { ...about, ...input, to: move });
    if (done && move === 'published') {
      const run = () => void act('claim.transition', { ...about, to: 'unpublished', reason: t('undoReason') });
      toast({ text: t('isPublic'), action: { label: t('undo'), run } });
    }
    return done;
  }
  const begin = (move: OfferedMove) => {
    clear();
    if (move.needs.length === 0) void make(move.move, {});
    else setAsked(move);
  };

  return (
    <div className={styles.acts}>
      {claim.state === 'in_review' ? (
        <Act
          label={t('review', { revision: claim.revision })}
          blocked={blockWords(claim.mayReview.block)}
          primary={false}
          busy={busy}
          onClick={() => setAsked('review')}
        />
      ) : null}
      {claim.moves.map((move, index) => (
        <Act
          key={move.move}
          label={label(move)}
          blocked={blockWords(move.block)}
          primary={index === 0 && move.move !== 'unpublished'}
          busy={busy}
          onClick={() => begin(move)}
        />
      ))}
      {claim.moves.some(({ move, block }) => move === 'published' && block === null) ? (
        <LinkButton variant="quiet" href={`/claims/${claim.id}/preview`}>
          {t('preview')}
        </LinkButton>
      ) : null}
      {error && !asked ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {asked ? (
        <MoveDialog
          claim={claim}
          asked={asked}
          title={asked === 'review' ? t('review', { revision: claim.revision }) : label(asked)}
          error={error}
          busy={busy}
          onClose={() => setAsked(null)}
          onSend={async (input) => {
            const about = { claimId: claim.id, revision: claim.revision };
            const done = await (asked === 'review'
              ? act('claim.review', { ...about, ...input })
              : make(asked.move, input));
            if (done) setAsked(null);
          }}
        />
      ) : null}
    </div>
  );
}

interface ActProps {
  readonly label: string;
  readonly blocked: string | null;
  readonly primary: boolean;
  readonly busy: boolean;
  readonly onClick: () => void;
}

function Act({ label, blocked, primary, busy, onClick }: ActProps) {
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
