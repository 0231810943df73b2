'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { stances, strengths } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import styles from '../claims.module.css';
import { AddressFields, FileFields, StatementFields } from './evidence-fields.tsx';
import { PickWords } from './pick-words.tsx';
import { useClaimAct } from '../use-claim-act.ts';

const ways = ['words', 'address', 'aFile', 'statement'] as const;
type Way = (typeof ways)[number];

interface AddProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Evidence in one of four ways, beside the claim that it is about (CLM-3). What was typed stays when the server says no. */
export function AddEvidence({ claim, refetch, onClose }: AddProps) {
  const t = useTranslations('claims');
  const [way, setWay] = useState<Way>('words');
  const [stance, setStance] = useState('supports');
  const [strength, setStrength] = useState('');
  const [independent, setIndependent] = useState(true);
  const [sameOriginAsId, setSameOrigin] = useState('');
  const [note, setNote] = useState('');
  const [given, setGiven] = useState<Record<string, unknown>>({});
  const [missing, setMissing] = useState<string | null>(null);
  const { error, busy, act } = useClaimAct(refetch);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (way === 'words' && !given['annotationId'] && !given['passage']) {
      setMissing(t('evidence.nothingPicked'));
      return;
    }
    setMissing(null);
    const done = await act('claim.add_evidence', {
      id: newId(),
      claimId: claim.id,
      stance,
      note,
      independent,
      ...(strength ? { strength } : {}),
      ...(sameOriginAsId ? { sameOriginAsId } : {}),
      ...given,
    });
    if (done) onClose();
  }

  const choose = (next: Way) => {
    setWay(next);
    setGiven({});
  };
  const set = (more: Record<string, unknown>) => setGiven((now) => ({ ...now, ...more }));

  return (
    <Dialog open onClose={onClose} title={t('evidence.add')} wide>
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.besideClaim}>
          <small>{t('evidence.theClaim')}</small> {claim.statement}
        </p>
        <div className={styles.filters} role="group" aria-label={t('evidence.how')}>
          {ways.map((one) => (
            <button key={one} type="button" aria-pressed={way === one} onClick={() => choose(one)}>
              {t(`evidence.${one}`)}
            </button>
          ))}
        </div>
        {way === 'words' ? <PickWords investigationId={claim.investigationId} onPick={setGiven} /> : null}
        {way === 'address' ? <AddressFields onChange={set} /> : null}
        {way === 'aFile' ? <FileFields onChange={set} /> : null}
        {way === 'statement' ? <StatementFields onChange={set} /> : null}
        <Field label={way === 'statement' ? t('evidence.what') : t('common.optional', { label: t('evidence.note') })}>
          {(control) => (
            <TextArea
              {...control}
              rows={2}
              required={way === 'statement'}
              maxLength={4000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.row}>
          <Field label={t('evidence.it')}>
            {(control) => (
              <Select {...control} value={stance} onChange={(event) => setStance(event.target.value)}>
                {stances.map((key) => (
                  <option key={key} value={key}>
                    {t(`stance.${key}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('evidence.strengthLabel')}>
            {(control) => (
              <Select {...control} value={strength} onChange={(event) => setStrength(event.target.value)}>
                <option value="">{t('evidence.strengthNone')}</option>
                {strengths.map((key) => (
                  <option key={key} value={key}>
                    {t(`strength.${key}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {claim.evidence.length > 0 ? (
            <Field label={t('evidence.sameOrigin')}>
              {(control) => (
                <Select {...control} value={sameOriginAsId} onChange={(event) => setSameOrigin(event.target.value)}>
                  <option value="">{t('common.none')}</option>
                  {claim.evidence.map((item) => (
                    <option key={item.id} value={item.id}>
                      [{item.number}] {(item.words?.exact ?? item.url ?? item.note).slice(0, 60)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
        </div>
        <label className={styles.check}>
          <input type="checkbox" checked={independent} onChange={(event) => setIndependent(event.target.checked)} />
          {t('evidence.independentLabel')}
        </label>
        {(missing ?? error) ? (
          <p role="alert" className={styles.error}>
            {missing ?? error}
          </p>
        ) : null}
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {t('evidence.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
