'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { wordDiff } from '@/lib/claims/kin/differs.rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import type { RevisionView } from '@/lib/claims/verdict/revision.schema.ts';
import { revisionView } from '@/lib/claims/verdict/revision.schema.ts';
import { RatingChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';

const revisions = z.object({ items: z.array(revisionView) });

type Compared = Pick<RevisionView, 'statement' | 'rationale' | 'evidence'>;

/** Any two revisions that were proposed, or the last and what is there now: what changed, word by word (CLM-5). */
export function Revisions({ claim, onClose }: { readonly claim: ClaimView; readonly onClose: () => void }) {
  const t = useTranslations('claims.revisions');
  const { data } = useApi(`/claims/${claim.id}/revisions`, revisions);
  const items = data?.items ?? [];
  const [older, setOlder] = useState('');
  const [newer, setNewer] = useState('now');
  const before = items.find((item) => item.id === older) ?? items.at(-1);
  const after: Compared | undefined = newer === 'now' ? nowOf(claim) : items.find((item) => item.id === newer);
  return (
    <Dialog open onClose={onClose} title={t('title')} wide>
      {data && items.length === 0 ? <p>{t('empty')}</p> : null}
      {before && after ? (
        <div className={styles.form}>
          <div className={styles.row}>
            <Choice label={t('before')} items={items} value={before.id} onChange={setOlder} />
            <Choice label={t('after')} items={items} value={newer} now={t('now')} onChange={setNewer} />
          </div>
          {before.rating ? (
            <p>
              <RatingChip rating={before.rating} />
            </p>
          ) : null}
          <h3>{t('statement')}</h3>
          <Diff before={before.statement} after={after.statement} />
          <h3>{t('rationale')}</h3>
          <Diff before={before.rationale} after={after.rationale} />
          <h3>{t('evidence')}</h3>
          <EvidenceDiff before={before} after={after} />
        </div>
      ) : null}
    </Dialog>
  );
}

const nowOf = (claim: ClaimView): Compared => ({
  statement: claim.statement,
  rationale: claim.rationale.text,
  evidence: claim.evidence.map(({ id, number, stance, words, url, quote, note }) => ({
    id,
    number,
    stance,
    words,
    url,
    quote,
    note,
  })),
});

interface ChoiceProps {
  readonly label: string;
  readonly items: readonly RevisionView[];
  readonly value: string;
  readonly now?: string;
  readonly onChange: (id: string) => void;
}

function Choice({ label, items, value, now, onChange }: ChoiceProps) {
  const t = useTranslations('claims.revisions');
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {items.map((item) => (
            <option key={item.id} value={item.id}>
              {t('item', { revision: item.revision, name: item.proposedBy.name })}
            </option>
          ))}
          {now ? <option value="now">{now}</option> : null}
        </Select>
      )}
    </Field>
  );
}

/** Insertions and deletions as such, so that a screen reader says them too. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const t = useTranslations('claims.revisions');
  if (before === after) return <p className={styles.source}>{t('same')}</p>;
  return (
    <p className={styles.diff}>
      {wordDiff(before, after).map((part, index) => {
        if (part.kind === 'same') return <span key={index}>{part.text}</span>;
        return part.kind === 'before' ? <del key={index}>{part.text}</del> : <ins key={index}>{part.text}</ins>;
      })}
    </p>
  );
}

function EvidenceDiff({ before, after }: { readonly before: Compared; readonly after: Compared }) {
  const t = useTranslations('claims.revisions');
  const words = (item: Compared['evidence'][number]) =>
    `[${item.number}] ${item.words?.exact ?? item.quote ?? item.url ?? item.note}`;
  const added = after.evidence.filter((item) => !before.evidence.some((one) => one.id === item.id));
  const removed = before.evidence.filter((item) => !after.evidence.some((one) => one.id === item.id));
  if (added.length + removed.length === 0) return <p className={styles.source}>{t('same')}</p>;
  return (
    <ul className={styles.plainList}>
      {removed.map((item) => (
        <li key={item.id}>
          <del>{t('removed', { what: words(item) })}</del>
        </li>
      ))}
      {added.map((item) => (
        <li key={item.id}>
          <ins>{t('added', { what: words(item) })}</ins>
        </li>
      ))}
    </ul>
  );
}
