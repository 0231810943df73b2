'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import styles from '../claims.module.css';
import { useClaimAct } from '../use-claim-act.ts';

interface Part {
  readonly statement: string;
  readonly quote: string;
  readonly attribution: string;
}
const empty: Part = { statement: '', quote: '', attribution: '' };

/** "the office > Norero's lawyer": who says it, from outside in. */
export const chainOf = (text: string): string[] =>
  text
    .split('>')
    .map((voice) => voice.trim())
    .filter(Boolean);

interface SplitProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** A compound sentence into atomic claims, in one act. */
export function SplitDialog({ claim, refetch, onClose }: SplitProps) {
  const t = useTranslations('claims');
  const [parts, setParts] = useState<readonly Part[]>([empty, empty]);
  const { error, busy, act } = useClaimAct(refetch);
  const [mention] = claim.mentions;
  const change = (index: number, more: Partial<Part>) =>
    setParts((now) => now.map((part, at) => (at === index ? { ...part, ...more } : part)));

  async function submit() {
    const done = await act('claim.split', {
      claimId: claim.id,
      ...(mention ? { annotationId: mention.annotationId } : {}),
      parts: parts
        .filter((part) => part.statement.trim() !== '')
        .map(({ statement, quote, attribution }) => ({
          statement,
          ...(quote ? { quote } : {}),
          attribution: chainOf(attribution),
        })),
    });
    if (done) onClose();
  }

  return (
    <ActDialog
      title={t('split.title')}
      act={t('split.do')}
      error={error}
      busy={busy}
      wide
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <p>{t('split.hint')}</p>
      <blockquote className={styles.quote}>{mention?.exact ?? claim.statement}</blockquote>
      {parts.map((part, index) => (
        <fieldset key={index} className={styles.part}>
          <legend>{t('split.part', { number: index + 1 })}</legend>
          <Field label={t('split.statement')}>
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                required={index < 2}
                maxLength={1000}
                value={part.statement}
                onChange={(event) => change(index, { statement: event.target.value })}
              />
            )}
          </Field>
          {mention ? (
            <Field label={t('common.optional', { label: t('split.quote') })}>
              {(control) => (
                <TextInput
                  {...control}
                  value={part.quote}
                  onChange={(event) => change(index, { quote: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          <Field label={t('common.optional', { label: t('side.attribution') })}>
            {(control) => (
              <TextInput
                {...control}
                value={part.attribution}
                onChange={(event) => change(index, { attribution: event.target.value })}
              />
            )}
          </Field>
        </fieldset>
      ))}
      {parts.length < 20 ? (
        <Button variant="quiet" onClick={() => setParts((now) => [...now, empty])}>
          {t('split.more')}
        </Button>
      ) : null}
    </ActDialog>
  );
}
