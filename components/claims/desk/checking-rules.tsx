'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { claimKinds, repliesShown } from '@/lib/claims/rules.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import styles from '../claims.module.css';

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What a case asks for before a verdict (CLM-3, CLM-6, CLM-15). Everyone reads it, a lead changes it. */
export function CheckingRules({ investigation }: { readonly investigation: InvestigationView }) {
  const t = useTranslations('claims');
  const toast = useToast();
  const { policy } = investigation;
  const mayChange = investigation.role === 'lead';
  const [reviews, setReviews] = useState(String(policy.reviews));
  const [blind, setBlind] = useState(policy.blind);
  const [independent, setIndependent] = useState(String(policy.independentEvidence));
  const [rightOfReply, setRightOfReply] = useState(policy.rightOfReply);
  const [shown, setShown] = useState<string>(policy.repliesShown);
  const [freeTags, setFreeTags] = useState(policy.freeTags);
  const [checklists, setChecklists] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(policy.checklists).map(([kind, list]) => [kind, list.join('\n')])),
  );
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const lists = Object.entries(checklists).map(([kind, text]) => [kind, lines(text)] as const);
    const result = await sendCommand('investigation.update', {
      investigationId: investigation.id,
      policy: {
        reviews: Number(reviews),
        blind,
        independentEvidence: Number(independent),
        rightOfReply,
        repliesShown: shown,
        freeTags,
        checklists: Object.fromEntries(lists.filter(([, list]) => list.length > 0)),
      },
    });
    setBusy(false);
    setError(result.ok ? null : result.error.detail);
    if (result.ok) toast({ text: t('rules.saved') });
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <h2>{t('rules.title')}</h2>
      <p>{t('rules.hint')}</p>
      {mayChange ? null : <p>{t('rules.onlyLead')}</p>}
      <fieldset disabled={!mayChange} className={styles.part}>
        <div className={styles.row}>
          <Field label={t('rules.reviews')}>
            {(control) => (
              <Select {...control} value={reviews} onChange={(event) => setReviews(event.target.value)}>
                {['1', '2', '3'].map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('rules.independent')}>
            {(control) => (
              <Select {...control} value={independent} onChange={(event) => setIndependent(event.target.value)}>
                {['0', '1', '2', '3', '4', '5'].map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <label className={styles.check}>
          <input type="checkbox" checked={blind} onChange={(event) => setBlind(event.target.checked)} />
          {t('rules.blind')}
        </label>
        <label className={styles.check}>
          <input type="checkbox" checked={rightOfReply} onChange={(event) => setRightOfReply(event.target.checked)} />
          {t('rules.reply')}
        </label>
        <Field label={t('rules.replies')} hint={t('rules.repliesHint')}>
          {(control) => (
            <Select {...control} value={shown} onChange={(event) => setShown(event.target.value)}>
              {repliesShown.map((key) => (
                <option key={key} value={key}>
                  {t(`rules.repliesShown.${key}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <label className={styles.check}>
          <input type="checkbox" checked={!freeTags} onChange={(event) => setFreeTags(!event.target.checked)} />
          {t('rules.houseTags')}
        </label>
        {claimKinds
          .filter((kind) => kind !== 'opinion')
          .map((kind) => (
            <Field key={kind} label={t('rules.checklist', { kind: t(`kind.${kind}`) })}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={3}
                  value={checklists[kind] ?? ''}
                  onChange={(event) => setChecklists((now) => ({ ...now, [kind]: event.target.value }))}
                />
              )}
            </Field>
          ))}
        {error ? (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        ) : null}
        {mayChange ? (
          <div>
            <Button type="submit" variant="primary" busy={busy}>
              {t('common.save')}
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
