'use client';

import type { SyntheticEvent } from 'react';
import { useEffect, useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { CollaborativeEditor } from '@/components/live/collaborative-editor.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { useTextStatus } from '@/components/live/use-live-text.ts';
import { othersHere, useRoom } from '@/components/live/use-room.ts';
import { Faces } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import { stateLook } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { claimView } from '@/lib/claims/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { noteExtensions } from '@/lib/notes/extensions.ts';
import { WordsChanged } from '../versions/words-changed.tsx';
import { RatingChip, StateChip } from './claim-chips.tsx';
import styles from './claims.module.css';
import { EvidenceList } from './evidence.tsx';
import { Moves } from './moves.tsx';
import { useClaimAct } from './use-claim-act.ts';
import { Words } from './words.tsx';

const path = ['new', 'checking', 'in_review', 'verified'] as const;

interface ClaimPageProps {
  readonly investigation: InvestigationView;
  readonly initial: ClaimView;
  readonly mayWrite: boolean;
}

/** One claim: the thread from its verdict through rationale and evidence to the words. */
export function ClaimPage({ investigation, initial, mayWrite }: ClaimPageProps) {
  const me = useMe();
  const { data: claim = initial, refetch } = useApi(`/claims/${initial.id}`, claimView, { initialData: initial });
  useEvents(investigation.id, (event) => {
    const mentioned = claim.mentions.some((words) => words.annotationId === event.subject.id);
    if (event.subject.id === claim.id || event.data['claimId'] === claim.id || mentioned) void refetch();
  });
  const { people } = useRoom({ kind: 'claim', id: claim.id });
  const [text, setText] = useState<LiveText | null>(null);
  const { status } = useTextStatus(text);
  useRationaleFacts(text, status.kind === 'saved', refetch);
  const place = path.findIndex((state) => state === claim.state);
  const signed = claim.state === 'verified' ? claim.decisions[0] : undefined;

  return (
    <>
      <TopBar
        crumbs={[
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: 'Claims', href: `/investigations/${investigation.id}/claims` },
          { label: `Claim ${claim.number}` },
        ]}
      >
        <Faces people={othersHere(people, me.id).map((person) => ({ id: person.userId, name: person.name }))} />
      </TopBar>
      <main id="content" className={styles.page}>
        <div>
          <p className={styles.facts}>
            <StateChip state={claim.state} />
            {claim.kind ? <span>{claim.kind}</span> : null}
            <span>
              {claim.counts.mentions} {claim.counts.mentions === 1 ? 'mention' : 'mentions'}
            </span>
            <span>revision {claim.revision}</span>
            <WordsChanged investigationId={claim.investigationId} claimId={claim.id} />
          </p>
          <Statement key={claim.revision} claim={claim} refetch={refetch} />
          <ol className={styles.thread}>
            <li className={styles.knot} data-open={signed === undefined}>
              <div className={styles.knotHead}>
                <h2>Verdict</h2>
                <small>{claim.state === 'in_review' ? 'waiting for a second person' : ''}</small>
              </div>
              {signed ? (
                <p>
                  <RatingChip rating={signed.rating} /> proposed by {signed.proposedBy.name}, signed off by{' '}
                  {signed.signedOffBy.name}, <When at={signed.at} />
                </p>
              ) : claim.proposal ? (
                <p>
                  {claim.proposal.rating ? <RatingChip rating={claim.proposal.rating} proposed /> : null} by{' '}
                  {claim.proposal.proposedBy.name}, revision {claim.proposal.revision}
                  {claim.proposal.stale ? '. It has changed since: it needs a new proposal.' : ''}
                </p>
              ) : (
                <p>None yet.</p>
              )}
              {claim.reviews.map((review) => (
                <p key={review.id}>
                  <b>{review.reviewer.name}</b> rates it <RatingChip rating={review.rating} />: {review.rationale}
                </p>
              ))}
            </li>
            <li className={styles.knot} data-open={claim.rationale.text === ''}>
              <div className={styles.knotHead}>
                <h2>Rationale</h2>
                <SaveStatus text={mayWrite && claim.state !== 'verified' ? status : null} />
              </div>
              <CollaborativeEditor
                documentId={claim.rationale.documentId}
                schemaVersion={claim.rationale.schemaVersion}
                extensions={noteExtensions}
                editable={mayWrite && claim.state !== 'verified' && claim.state !== 'published'}
                label="Rationale"
                placeholder="Why this rating, in words that a reader can follow. Written together; who writes here cannot sign off."
                onText={setText}
              />
            </li>
            <li className={styles.knot} data-open={claim.evidence.length === 0}>
              <div className={styles.knotHead}>
                <h2>Evidence</h2>
                <small>
                  {claim.counts.supports} for, {claim.counts.refutes} against
                </small>
              </div>
              <EvidenceList claim={claim} refetch={refetch} />
            </li>
            <li className={styles.knot} data-open={claim.mentions.length === 0}>
              <div className={styles.knotHead}>
                <h2>Where it is claimed</h2>
              </div>
              <ul className={styles.cards}>
                {claim.mentions.map((words) => (
                  <li key={words.annotationId} className={styles.card}>
                    <Words words={words} />
                  </li>
                ))}
              </ul>
              {claim.mentions.length === 0 ? (
                <p>In no source yet. Select its words in a source, press C, and link them to this claim.</p>
              ) : null}
            </li>
          </ol>
        </div>
        <aside className={styles.side} aria-label="What to do with it">
          <div>
            <ol className={styles.steps} aria-hidden="true">
              {path.map((state, index) => (
                <li key={state} data-done={index < place || undefined} data-now={index === place || undefined} />
              ))}
            </ol>
            <p>{claim.state === 'set_aside' ? 'Set aside' : path.map((state) => stateLook[state].words).join(', ')}</p>
          </div>
          <Moves claim={claim} refetch={refetch} />
          <section>
            <h2>People</h2>
            <dl className={styles.pairs}>
              <dt>Made by</dt>
              <dd>{claim.createdBy.name}</dd>
              <dt>With</dt>
              <dd>{claim.assignee?.name ?? 'nobody'}</dd>
              {claim.rationale.authors.length > 0 ? (
                <>
                  <dt>Wrote the rationale</dt>
                  <dd>{claim.rationale.authors.map((person) => person.name).join(', ')}</dd>
                </>
              ) : null}
            </dl>
          </section>
          {claim.decisions.length > 0 ? (
            <section>
              <h2>Decisions</h2>
              <ul className={styles.cards}>
                {claim.decisions.map((decision) => (
                  <li key={decision.id} className={styles.card}>
                    <RatingChip rating={decision.rating} />
                    <p>“{decision.statement}”</p>
                    <p>{decision.rationale}</p>
                    <p className={styles.source}>
                      <span>
                        {decision.proposedBy.name} proposed, {decision.signedOffBy.name} signed off,{' '}
                        <When at={decision.at} />
                      </span>
                    </p>
                    {decision.reason ? <p>{decision.reason}</p> : null}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </aside>
      </main>
    </>
  );
}

const QUIET_MS = 600;

/**
 * What may be done next depends on the rationale: the claim is asked for anew when the writing, mine or a colleague's,
 * pauses, and when mine has been saved.
 */
function useRationaleFacts(text: LiveText | null, saved: boolean, refetch: () => Promise<unknown>): void {
  useEffect(() => {
    if (!text) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refetch(), QUIET_MS);
    };
    text.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      text.doc.off('update', soon);
    };
  }, [text, refetch]);
  useEffect(() => {
    if (saved) void refetch();
  }, [saved, refetch]);
}

function Statement({ claim, refetch }: { readonly claim: ClaimView; readonly refetch: () => Promise<unknown> }) {
  const [draft, setDraft] = useState<string | null>(null);
  const { error, busy, act } = useClaimAct(refetch);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (await act('claim.update', { claimId: claim.id, revision: claim.revision, statement: draft ?? claim.statement }))
      setDraft(null);
  }

  if (draft === null) {
    return (
      <>
        <h1>{claim.statement}</h1>
        {claim.mayEdit ? (
          <Button variant="quiet" onClick={() => setDraft(claim.statement)}>
            Change the statement
          </Button>
        ) : null}
      </>
    );
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <h1 className="visually-hidden">{claim.statement}</h1>
      <Field
        label="Statement"
        hint={
          claim.state === 'in_review'
            ? 'What is proposed is about the old words: it will need a new proposal.'
            : undefined
        }
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
      <div className={styles.facts}>
        <Button type="submit" variant="primary" busy={busy}>
          Save
        </Button>
        <Button variant="quiet" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
