'use client';

import type { Editor } from '@tiptap/core';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { ClaimGuide } from '@/components/guide/claim-guide.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { othersHere, useRoom } from '@/components/live/use-room.ts';
import { Faces } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';
import type { EvidenceView } from '@/lib/claims/evidence/schema.ts';
import { claimView } from '@/lib/claims/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { WordsChanged } from '../../versions/words-changed.tsx';
import { Checklist } from './checklist.tsx';
import { FlagChip, RatingChip, StateChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';
import { Details } from './details.tsx';
import { EvidenceList } from '../evidence/evidence.tsx';
import { Links } from './links.tsx';
import { Moves } from './moves.tsx';
import { Rationale } from './rationale.tsx';
import { Replies } from './replies.tsx';
import { Stale } from './stale.tsx';
import { Statement } from './statement.tsx';
import { useClaimAct } from '../use-claim-act.ts';
import { useSoon } from '../use-soon.ts';
import { useScale } from '../use-words.ts';
import { Verdict } from './verdict.tsx';
import { Words } from '../words.tsx';

const path = ['new', 'checking', 'in_review', 'verified', 'published'] as const;

interface ClaimPageProps {
  readonly investigation: InvestigationView;
  readonly initial: ClaimView;
  /** May write in the rationale: a checker or above. */
  readonly mayWrite: boolean;
  /** May say that a verdict still holds: an editor or above. */
  readonly mayRenew: boolean;
  /** May change the claim's details and evidence: an annotator or above. */
  readonly mayAdd: boolean;
}

/** One claim: the thread from its verdict through rationale and evidence to the words. */
export function ClaimPage({ investigation, initial, mayWrite, mayRenew, mayAdd }: ClaimPageProps) {
  const t = useTranslations('claims');
  const { data: claim = initial, refetch } = useApi(`/claims/${initial.id}`, claimView, { initialData: initial });
  const soon = useSoon(() => void refetch());
  useEvents(investigation.id, (event) => {
    const mentioned = claim.mentions.some((words) => words.annotationId === event.subject.id);
    if (event.subject.id === claim.id || event.data['claimId'] === claim.id || mentioned) void refetch();
    // What a verdict rests on may change without a word of the claim: a source, or what somebody is called (CLM-17).
    else if (/^(?:source|entity)\./u.test(event.type)) soon();
  });
  const [editor, setEditor] = useState<Editor | null>(null);
  const place = path.findIndex((state) => state === claim.state);
  const editable = mayWrite && claim.state !== 'verified' && claim.state !== 'published';
  const cite = (item: EvidenceView) =>
    editor
      ?.chain()
      .focus()
      .insertContent({ type: 'citation', attrs: { evidenceId: item.id, number: item.number } })
      .run();
  useGoneCitations(editor, claim);

  return (
    <>
      <TopBar
        crumbs={[
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: t('common.claims'), href: `/investigations/${investigation.id}/claims` },
          { label: t('common.claim', { number: claim.number }) },
        ]}
      >
        {claim.proposal?.blind && !claim.proposal.revealed ? null : <WhoIsHere claimId={claim.id} />}
      </TopBar>
      <ClaimGuide claim={claim} />
      <main id="content" className={styles.page}>
        <div>
          <p className={styles.facts}>
            <StateChip state={claim.state} />
            {claim.kind ? <span>{t(`kind.${claim.kind}`)}</span> : null}
            {claim.speaker ? <span>{t('page.said', { speaker: claim.speaker.name })}</span> : null}
            {claim.attribution.length > 0 ? (
              <span>{t('page.chain', { chain: claim.attribution.join(' → ') })}</span>
            ) : null}
            <span>{t('page.mentions', { count: claim.counts.mentions })}</span>
            <span>{t('page.revision', { revision: claim.revision })}</span>
            <WordsChanged investigationId={claim.investigationId} claimId={claim.id} />
          </p>
          <Merged claim={claim} mayUndo={mayWrite} refetch={refetch} />
          <Statement key={claim.revision} claim={claim} refetch={refetch} />
          {claim.flags.length > 0 ? (
            <ul className={styles.flags} aria-label={t('page.flags')}>
              {claim.flags.map((flag) => (
                <li key={`${flag.key}${flag.claim?.id ?? ''}`}>
                  {flag.claim ? (
                    <Link href={`/claims/${flag.claim.id}`}>
                      <FlagChip flag={flag} />
                    </Link>
                  ) : (
                    <FlagChip flag={flag} />
                  )}
                </li>
              ))}
            </ul>
          ) : null}
          {claim.flags.some((flag) => flag.key === 'basis_changed') ? (
            <Stale investigationId={claim.investigationId} claimId={claim.id} mayRenew={mayRenew} />
          ) : null}
          <ol className={styles.thread}>
            <Verdict claim={claim} />
            <Rationale claim={claim} editable={editable} refetch={refetch} onEditor={setEditor} />
            <li className={styles.knot} data-open={claim.evidence.length === 0}>
              <div className={styles.knotHead}>
                <h2>{t('evidence.title')}</h2>
                <small>
                  {t('evidence.count', claim.counts)},{' '}
                  {claim.independence.needed > 0
                    ? t('evidence.independentOf', claim.independence)
                    : t('evidence.independent', { have: claim.independence.have })}
                </small>
              </div>
              <EvidenceList claim={claim} refetch={refetch} onCite={editable && editor ? cite : null} />
            </li>
            <li className={styles.knot} data-open={claim.mentions.length === 0}>
              <div className={styles.knotHead}>
                <h2>{t('page.where')}</h2>
              </div>
              <ul className={styles.cards}>
                {claim.mentions.map((words) => (
                  <li key={words.annotationId} className={styles.card}>
                    <Words words={words} />
                  </li>
                ))}
              </ul>
              {claim.mentions.length === 0 ? <p>{t('page.nowhere')}</p> : null}
            </li>
          </ol>
        </div>
        <aside className={styles.side} aria-label={t('page.side')}>
          <div>
            <ol className={styles.steps} aria-hidden="true">
              {path.map((state, index) => (
                <li key={state} data-done={index < place || undefined} data-now={index === place || undefined} />
              ))}
            </ol>
            <p>
              {claim.state === 'set_aside' ? t('state.set_aside') : path.map((state) => t(`state.${state}`)).join(', ')}
            </p>
          </div>
          <Moves claim={claim} refetch={refetch} />
          <Checklist claim={claim} mayWrite={mayAdd && claim.mayEdit} refetch={refetch} />
          <Details claim={claim} mayWrite={mayAdd} refetch={refetch} />
          <Links claim={claim} mayLink={mayAdd} refetch={refetch} />
          <Replies claim={claim} mayWrite={mayAdd} refetch={refetch} />
          <Decisions claim={claim} />
        </aside>
      </main>
    </>
  );
}

function WhoIsHere({ claimId }: { readonly claimId: string }) {
  const me = useMe();
  const { people } = useRoom({ kind: 'claim', id: claimId });
  return <Faces people={othersHere(people, me.id).map((person) => ({ id: person.userId, name: person.name }))} />;
}

/** Citations of evidence that was taken away are struck through in the text itself. */
function useGoneCitations(editor: Editor | null, claim: ClaimView): void {
  const there = claim.evidence.map((item) => item.id).join(' ');
  useEffect(() => {
    if (!editor) return;
    const ids = new Set(there.split(' '));
    const show = () => {
      for (const element of editor.view.dom.querySelectorAll<HTMLElement>('[data-citation]'))
        element.toggleAttribute('data-gone', !ids.has(element.dataset['citation'] ?? ''));
    };
    show();
    editor.on('transaction', show);
    return () => {
      editor.off('transaction', show);
    };
  }, [editor, there]);
}

interface MergedProps {
  readonly claim: ClaimView;
  readonly mayUndo: boolean;
  readonly refetch: () => Promise<unknown>;
}

function Merged({ claim, mayUndo, refetch }: MergedProps) {
  const t = useTranslations('claims.page');
  const { error, act } = useClaimAct(refetch);
  if (!claim.mergedInto) return null;
  return (
    <p className={styles.notice} role="status">
      <Link href={`/claims/${claim.mergedInto.id}`}>{t('mergedInto', { number: claim.mergedInto.number })}</Link>
      {mayUndo ? (
        <Button variant="quiet" onClick={() => void act('claim.unmerge', { claimId: claim.id })}>
          {t('undoMerge')}
        </Button>
      ) : null}
      {error ? <span role="alert">{error}</span> : null}
    </p>
  );
}

function Decisions({ claim }: { readonly claim: ClaimView }) {
  const t = useTranslations('claims.verdict');
  const { labelOf } = useScale();
  if (claim.decisions.length === 0) return null;
  return (
    <section>
      <h2>{t('decisions')}</h2>
      <ul className={styles.cards}>
        {claim.decisions.map((decision) => (
          <li key={decision.id} className={styles.card}>
            <Link href={`/claims/${claim.id}/thread?verdict=${decision.id}`}>
              <RatingChip rating={decision.rating} />
            </Link>
            <p>“{decision.statement}”</p>
            {decision.conclusion ? <p className={styles.conclusion}>{decision.conclusion}</p> : null}
            <p>{decision.rationale}</p>
            {decision.proposedRating !== decision.rating ? (
              <p className={styles.source}>{t('decidedOther', { rating: labelOf(decision.proposedRating) })}</p>
            ) : null}
            <p className={styles.source}>
              <span>
                {t('decided', { proposer: decision.proposedBy.name, signer: decision.signedOffBy.name })},{' '}
                <When at={decision.at} />
              </span>
            </p>
            {decision.reason ? <p>{decision.reason}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
