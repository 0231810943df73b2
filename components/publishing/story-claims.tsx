'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { StateChip } from '@/components/claims/claim-chips.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import type { StoryView } from '@/lib/publishing/schema.ts';
import styles from './story-editor.module.css';

type StoryClaim = StoryView['claims'][number];

interface StoryClaimsProps {
  readonly claims: readonly StoryClaim[];
  readonly mayWrite: boolean;
  readonly onOrder: (claims: readonly StoryClaim[]) => Promise<boolean>;
}

/** What a story gathers, in its order; each says whether readers see it yet. */
export function StoryClaims({ claims, mayWrite, onOrder }: StoryClaimsProps) {
  const t = useTranslations('publishing.stories');
  const place = (claim: StoryClaim, to: number) => {
    const rest = claims.filter(({ claimId }) => claimId !== claim.claimId);
    void onOrder([...rest.slice(0, to), claim, ...rest.slice(to)]);
  };
  const lead = (claim: StoryClaim, words: string) =>
    void onOrder(claims.map((one) => (one.claimId === claim.claimId ? { ...one, lead: words } : one)));
  return (
    <ol className={styles.list}>
      {claims.map((claim, index) => (
        <li key={claim.claimId} className={styles.item}>
          {mayWrite ? <Lead claim={claim} onLead={(words) => lead(claim, words)} /> : <p>{claim.lead}</p>}
          <p>
            <Link href={`/claims/${claim.claimId}`}>
              {claim.number}. {claim.statement}
            </Link>
          </p>
          <div className={styles.acts}>
            <StateChip state={claim.state} />
            <small>{claim.isPublic ? t('seen') : t('unseen')}</small>
            {mayWrite ? (
              <>
                <Button
                  variant="quiet"
                  disabled={index === 0}
                  aria-label={t('up', { number: claim.number })}
                  onClick={() => place(claim, index - 1)}
                >
                  ↑
                </Button>
                <Button
                  variant="quiet"
                  disabled={index === claims.length - 1}
                  aria-label={t('down', { number: claim.number })}
                  onClick={() => place(claim, index + 1)}
                >
                  ↓
                </Button>
                <Button
                  variant="quiet"
                  aria-label={t('leaveOutNumber', { number: claim.number })}
                  onClick={() => void onOrder(claims.filter((one) => one !== claim))}
                >
                  {t('leaveOut')}
                </Button>
              </>
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Lead({ claim, onLead }: { readonly claim: StoryClaim; readonly onLead: (words: string) => void }) {
  const t = useTranslations('publishing.stories');
  const [words, setWords] = useState(claim.lead);
  return (
    <Field label={t('lead', { number: claim.number })}>
      {(control) => (
        <TextArea
          {...control}
          rows={2}
          maxLength={2000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onBlur={() => (words === claim.lead ? undefined : onLead(words))}
        />
      )}
    </Field>
  );
}
