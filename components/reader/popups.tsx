'use client';

import type { SyntheticEvent } from 'react';
import { useId, useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import { claimSummary } from '@/lib/claims/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import styles from './reader.module.css';

const claimPage = pageOf(claimSummary);

export type PickedClaim = { readonly claimId: string } | { readonly claim: { readonly statement: string } };

/** A new claim in neutral words, or one that the case already has. */
export function ClaimPopup({
  investigationId,
  words,
  onPick,
  onCancel,
}: {
  readonly investigationId: string;
  readonly words: string;
  readonly onPick: (picked: PickedClaim) => void;
  readonly onCancel: () => void;
}) {
  const [statement, setStatement] = useState(words.replace(/\s+/gu, ' ').trim().slice(0, 1000));
  const { data } = useApi(`/investigations/${investigationId}/claims?limit=50`, claimPage);
  const known = (data?.items ?? []).filter((claim) => similar(claim.statement, statement)).slice(0, 4);
  const save = () => {
    if (statement.trim() !== '') onPick({ claim: { statement } });
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="What is claimed" hint="One sentence that could be true or false, in neutral words.">
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={1000}
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              save();
            }}
          />
        )}
      </Field>
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys="Enter">
          Make a claim
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      {known.length > 0 ? (
        <div>
          <p className={styles.hint}>Or link it to one that the case already has:</p>
          <ul className={styles.choices}>
            {known.map((claim) => (
              <li key={claim.id}>
                <button type="button" onClick={() => onPick({ claimId: claim.id })}>
                  {claim.statement}
                  <small>
                    claim {claim.number}, {claim.state.replace('_', ' ')}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </form>
  );
}

/** Shares at least a third of the rarer words: enough to be worth a look, not a judgement. */
function similar(a: string, b: string): boolean {
  const parts = (text: string) => new Set(text.toLocaleLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const [left, right] = [parts(a), parts(b)];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared > 0 && shared / Math.max(1, Math.min(left.size, right.size)) >= 1 / 3;
}

/** A note, a question: a few lines of text. */
export function TextPopup({
  label,
  hint,
  onSave,
  onCancel,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState('');
  const save = () => {
    if (text.trim() !== '') onSave(text.trim());
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={label} hint={hint}>
        {(control) => (
          <TextArea
            {...control}

            rows={3}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys="Ctrl+Enter" disabled={text.trim() === ''}>
          Save
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Tags, by name; what the case's marks already carry is offered. */
export function TagPopup({
  known,
  onSave,
  onCancel,
}: {
  readonly known: readonly string[];
  readonly onSave: (tags: readonly string[]) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState('');
  const list = useId();
  const tags = text
    .split(',')
    .map((tag) => tag.replace(/^\s*#/u, '').trim())
    .filter(Boolean);
  const save = () => {
    if (tags.length > 0) onSave([...new Set(tags)]);
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label="Tags" hint="Several with commas between them. A new one is made as you write it.">
        {(control) => (
          <TextInput
            {...control}

            list={list}
            autoComplete="off"
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <datalist id={list}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys="Enter" disabled={tags.length === 0}>
          Tag
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
