'use client';

import Link from 'next/link';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import type { ClaimSummary } from '@/lib/claims/schema.ts';
import { claimSummary } from '@/lib/claims/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import { RatingChip, StateChip } from './claim-chips.tsx';
import type { ClaimFilter } from './claim-filter.rules.ts';
import { claimFilters } from './claim-filter.rules.ts';
import { WordsChanged } from '../versions/words-changed.tsx';
import styles from './claims.module.css';

const claimPage = pageOf(claimSummary);

interface ClaimTableProps {
  readonly investigationId: string;
  readonly initial: { readonly items: readonly ClaimSummary[]; readonly next: string | null };
  readonly initialFilter: ClaimFilter;
  readonly mayCreate: boolean;
}

/** The claims of a case: what each waits for, and the way to it. */
export function ClaimTable({ investigationId, initial, initialFilter, mayCreate }: ClaimTableProps) {
  const me = useMe();
  const [filter, setFilter] = useState(initialFilter);
  const [creating, setCreating] = useState(false);
  const { data = initial, refetch } = useApi(`/investigations/${investigationId}/claims?limit=200`, claimPage, {
    initialData: initial,
  });
  useEvents(investigationId, (event) => {
    if (/^(claim|evidence|proposal|decision|review|annotation)\./.test(event.type)) void refetch();
  });
  const shown = data.items.filter((claim) => claimFilters.find(({ key }) => key === filter)?.takes(claim, me.id));

  const choose = (next: ClaimFilter) => {
    setFilter(next);
    const url = new URL(window.location.href);
    url.searchParams.set('show', next);
    window.history.replaceState(null, '', url);
  };

  return (
    <>
      <div className={styles.filters}>
        {claimFilters.map(({ key, label, takes }) => (
          <button key={key} type="button" aria-pressed={filter === key} onClick={() => choose(key)}>
            {label} <b>{data.items.filter((claim) => takes(claim, me.id)).length}</b>
          </button>
        ))}
        <span className={styles.grow} />
        {mayCreate ? <Button onClick={() => setCreating(true)}>New claim</Button> : null}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={data.items.length === 0 ? 'No claims yet.' : 'Nothing in this view.'}>
          <p>Select a sentence in a source and press C, or write a claim here.</p>
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">State</th>
              <th scope="col">Rating</th>
              <th scope="col">With</th>
              <th scope="col" className={styles.right}>
                Evidence
              </th>
              <th scope="col">Waiting for</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((claim) => (
              <Row key={claim.id} claim={claim} />
            ))}
          </tbody>
        </table>
      )}
      <NewClaim investigationId={investigationId} open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function Row({ claim }: { readonly claim: ClaimSummary }) {
  const { mentions, supports, refutes } = claim.counts;
  const more = mentions > 1 ? `, and ${mentions - 1} more ${mentions === 2 ? 'place' : 'places'}` : '';
  return (
    <tr>
      <td>
        <Link href={`/claims/${claim.id}`} className={styles.statement}>
          {claim.statement}
        </Link>
        <WordsChanged investigationId={claim.investigationId} claimId={claim.id} />
        <small>
          {claim.number}
          {claim.firstMention
            ? ` · ${claim.firstMention.label ?? ''}, ${claim.firstMention.sourceTitle}${more}`
            : ' · in no source yet'}
        </small>
      </td>
      <td>
        <StateChip state={claim.state} />
      </td>
      <td>{claim.rating ? <RatingChip rating={claim.rating} proposed={claim.ratingIsProposed} /> : null}</td>
      <td>
        {claim.assignee ? (
          <span className={styles.person}>
            <Avatar id={claim.assignee.id} name={claim.assignee.name} /> {claim.assignee.name}
          </span>
        ) : null}
      </td>
      <td className={styles.right}>
        {supports > 0 ? `${supports} for` : ''}
        {supports > 0 && refutes > 0 ? ', ' : ''}
        {refutes > 0 ? `${refutes} against` : ''}
      </td>
      <td>{claim.waitingFor}</td>
    </tr>
  );
}

function NewClaim({
  investigationId,
  open,
  onClose,
}: {
  readonly investigationId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const [statement, setStatement] = useState('');
  const [error, setError] = useState<string | null>(null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const result = await sendCommand('claim.create', { id: newId(), investigationId, statement });
    if (!result.ok) {
      setError(result.error.detail);
      return;
    }
    setStatement('');
    setError(null);
    onClose();
  }

  return (
    <Dialog open={open} onClose={onClose} title="New claim">
      <form onSubmit={submit}>
        <Field label="What is claimed" hint="One sentence that could be true or false, in neutral words." error={error}>
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              required
              maxLength={1000}
              value={statement}
              onChange={(event) => setStatement(event.target.value)}
            />
          )}
        </Field>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" type="submit">
            Make a claim
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
