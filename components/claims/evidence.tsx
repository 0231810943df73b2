'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea, TextInput } from '@/components/ui/field.tsx';
import { annotationPage } from '@/lib/annotations/schema.ts';
import type { Stance } from '@/lib/claims/rules.ts';
import { stances } from '@/lib/claims/rules.ts';
import type { ClaimView, EvidenceView } from '@/lib/claims/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import styles from './claims.module.css';
import { useClaimAct } from './use-claim-act.ts';
import { Words } from './words.tsx';

const stanceWords: Record<Stance, { readonly words: string; readonly sign: string }> = {
  supports: { words: 'Supports', sign: '+' },
  refutes: { words: 'Refutes', sign: '−' },
  context: { words: 'Context', sign: '○' },
};

/** What supports or refutes the claim, each leading to words or to an address. */
export function EvidenceList({
  claim,
  refetch,
}: {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
}) {
  const [adding, setAdding] = useState(false);
  const { error, act } = useClaimAct(refetch);
  return (
    <>
      <ul className={styles.cards}>
        {claim.evidence.map((item) => (
          <li key={item.id} className={styles.card}>
            <EvidenceCard item={item} />
            {claim.mayEdit ? (
              <Button variant="quiet" onClick={() => void act('claim.remove_evidence', { evidenceId: item.id })}>
                Take away
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {claim.evidence.length === 0 ? <p>Nothing yet. A rating needs at least one piece of evidence.</p> : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {claim.mayEdit ? <Button onClick={() => setAdding(true)}>Add evidence</Button> : null}
      {adding ? <AddEvidence claim={claim} refetch={refetch} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function EvidenceCard({ item }: { readonly item: EvidenceView }) {
  const { words, sign } = stanceWords[item.stance];
  return (
    <>
      <p className={styles[item.stance]}>
        <b>
          <span aria-hidden="true">{sign} </span>
          {words}
        </b>
      </p>
      {item.words ? <Words words={item.words} /> : null}
      {item.quote ? <blockquote className={styles.quote}>“{item.quote}”</blockquote> : null}
      {item.url ? (
        <p className={styles.source}>
          <a href={item.url} rel="noopener noreferrer nofollow" target="_blank">
            {item.url}
          </a>
          {item.accessedAt ? <span>seen {item.accessedAt.slice(0, 10)}</span> : null}
        </p>
      ) : null}
      {item.note ? <p>{item.note}</p> : null}
      <p className={styles.source}>
        <span>added by {item.addedBy.name}</span>
      </p>
    </>
  );
}

const sourcePage = pageOf(sourceView);

function AddEvidence({
  claim,
  refetch,
  onClose,
}: {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [stance, setStance] = useState<string>('supports');
  const [sourceId, setSourceId] = useState('');
  const [annotationId, setAnnotationId] = useState('');
  const [url, setUrl] = useState('');
  const [quote, setQuote] = useState('');
  const [note, setNote] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const { data: sources } = useApi(`/investigations/${claim.investigationId}/sources?limit=200`, sourcePage);
  const sealed = (sources?.items ?? []).filter((source) => source.state === 'sealed');
  const chosen = sourceId || (sealed[0]?.id ?? '');
  const { data: marks } = useApi(chosen ? `/sources/${chosen}/annotations?limit=200` : null, annotationPage);
  const usable = (marks?.items ?? []).filter((mark) => mark.visibility === 'case' && mark.anchors.length > 0);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const done = await act('claim.add_evidence', {
      id: newId(),
      claimId: claim.id,
      stance,
      note,
      ...(annotationId ? { annotationId } : {}),
      ...(url ? { url } : {}),
      ...(quote ? { quote } : {}),
    });
    if (done) onClose();
  }

  return (
    <Dialog open onClose={onClose} title="Add evidence" wide>
      <form onSubmit={submit} className={styles.form}>
        <Field label="It">
          {(control) => (
            <Select {...control} value={stance} onChange={(event) => setStance(event.target.value)}>
              {stances.map((key) => (
                <option key={key} value={key}>
                  {stanceWords[key].words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Words of a source"
          hint="Marks of this source. To use other words, mark them in the source first."
        >
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onChange={(event) => {
                setSourceId(event.target.value);
                setAnnotationId('');
              }}
            >
              {sealed.map((source) => (
                <option key={source.id} value={source.id}>
                  {source.title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ul className={styles.marks} aria-label="Marks">
          {usable.map((mark) => (
            <li key={mark.id}>
              <label>
                <input
                  type="radio"
                  name="mark"
                  checked={annotationId === mark.id}
                  onChange={() => setAnnotationId(mark.id)}
                />
                <span>
                  “
                  {mark.anchors
                    .map((anchor) => anchor.exact)
                    .join(' … ')
                    .slice(0, 160)}
                  ”{' '}
                  <small>
                    {mark.anchors[0]?.label}, {mark.kind}
                  </small>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <Field label="Or an address (optional)">
          {(control) => (
            <TextInput
              {...control}
              type="url"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
              placeholder="https://"
            />
          )}
        </Field>
        {url ? (
          <Field label="What it says there (optional)">
            {(control) => (
              <TextArea {...control} rows={2} value={quote} onChange={(event) => setQuote(event.target.value)} />
            )}
          </Field>
        ) : null}
        <Field label="Note (optional)" hint="Or who told you what, and when.">
          {(control) => (
            <TextArea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
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
            Add evidence
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
