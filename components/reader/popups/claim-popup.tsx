'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { AlreadyChecked } from '@/components/claims/already-checked.tsx';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import { claimSummary } from '@/lib/claims/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import type { PopupProps } from '../plugins.tsx';
import styles from './popup.module.css';
import { usePopup } from './popup-context.ts';

const claimPage = pageOf(claimSummary);

/** A new claim in neutral words, or one that the case already has. */
export function ClaimPopup({ words }: PopupProps) {
  const { investigation, mark, leave } = usePopup();
  const t = useTranslations('reader.popup');
  const [statement, setStatement] = useState(words.replace(/\s+/gu, ' ').trim().slice(0, 1000));
  const { data } = useApi(`/investigations/${investigation.id}/claims?limit=50`, claimPage);
  const known = (data?.items ?? []).filter((claim) => similar(claim.statement, statement)).slice(0, 4);
  const save = () => {
    if (statement.trim() !== '') mark('claim', { claim: { statement } });
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t('claim.label')} hint={t('claim.hint')}>
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
          {t('claim.make')}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
      {known.length > 0 ? (
        <div>
          <p className={styles.hint}>{t('claim.known')}</p>
          <ul className={styles.choices}>
            {known.map((claim) => (
              <li key={claim.id}>
                <button type="button" onClick={() => mark('claim', { claimId: claim.id })}>
                  {claim.statement}
                  <small>{t('claim.number', { number: claim.number })}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <AlreadyChecked words={statement} investigationId={investigation.id} elsewhere />
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
