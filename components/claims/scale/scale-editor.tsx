'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Field, Select, TextField, TextInput } from '@/components/ui/field.tsx';
import { ratingTones } from '@/lib/claims/rules.ts';
import type { RatingView } from '@/lib/claims/scale/schema.ts';
import { ratingView } from '@/lib/claims/scale/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import styles from '../claims.module.css';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import { useClaimAct } from '../use-claim-act.ts';
import { useScale } from '../use-words.ts';

const ratings = z.object({ items: z.array(ratingView) });

/** The workspace's rating scale (CLM-7). What was given keeps its meaning, in the database too. */
export function ScaleEditor({ initial }: { readonly initial: readonly RatingView[] }) {
  const t = useTranslations('claims.scale');
  const [editing, setEditing] = useState<RatingView | 'new' | null>(null);
  const { data, refetch } = useApi('/ratings', ratings, { initialData: { items: [...initial] } });
  const { error, act } = useClaimAct(refetch);
  const { labelOf } = useScale();
  const mayChange = atLeastAccount(useMe().role, 'moderator');
  return (
    <section>
      <h1>{t('title')}</h1>
      <p>{t('intro')}</p>
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      <ul className={styles.cards}>
        {(data?.items ?? []).map((rating) => (
          <li key={rating.key} className={styles.card}>
            <p className={styles.facts}>
              <Chip tone={rating.tone} icon={rating.icon}>
                {labelOf(rating.key)}
              </Chip>
              <span>{rating.value ?? t('noValue')}</span>
              {rating.used ? <span>{t('used')}</span> : null}
              {rating.retired ? <span>{t('retired')}</span> : null}
            </p>
            {mayChange ? (
              <div className={styles.cardActs}>
                <Button variant="quiet" onClick={() => setEditing(rating)}>
                  {t('edit')}
                </Button>
                <Button
                  variant="quiet"
                  onClick={() => void act('rating.retire', { key: rating.key, retired: !rating.retired })}
                >
                  {rating.retired ? t('restore') : t('retire')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {mayChange ? <Button onClick={() => setEditing('new')}>{t('new')}</Button> : <p>{t('onlyModerators')}</p>}
      {editing ? (
        <RatingDialog rating={editing === 'new' ? null : editing} refetch={refetch} onClose={() => setEditing(null)} />
      ) : null}
    </section>
  );
}

interface RatingDialogProps {
  readonly rating: RatingView | null;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

const languages = ['en', 'es'] as const;

function RatingDialog({ rating, refetch, onClose }: RatingDialogProps) {
  const t = useTranslations('claims');
  const used = rating?.used ?? false;
  const [key, setKey] = useState(rating?.key ?? '');
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>(rating?.labels ?? {});
  const [value, setValue] = useState(rating?.value ? String(rating.value) : '');
  const [tone, setTone] = useState<string>(rating?.tone ?? 'unsure');
  const [icon, setIcon] = useState(rating?.icon ?? '●');
  const [needsConclusion, setNeeds] = useState(rating?.needsConclusion ?? false);
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('rating.save', {
      key,
      labels: Object.fromEntries(Object.entries(labels).filter(([, label]) => label.trim() !== '')),
      value: value === '' ? null : Number(value),
      tone,
      icon,
      needsConclusion,
    }).then((done) => (done ? onClose() : undefined));
  return (
    <ActDialog
      title={rating ? t('scale.edit') : t('scale.new')}
      act={t('common.save')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('scale.key')}
        required
        disabled={rating !== null}
        pattern="[a-z][a-z0-9_]*"
        value={key}
        onValue={setKey}
      />
      {languages.map((language) => (
        <Field key={language} label={t('scale.label', { language: t(`scale.languages.${language}`) })}>
          {(control) => (
            <TextInput
              {...control}
              required
              disabled={used && rating?.labels[language] !== undefined}
              maxLength={60}
              value={labels[language] ?? ''}
              onChange={(event) => setLabels((now) => ({ ...now, [language]: event.target.value }))}
            />
          )}
        </Field>
      ))}
      <div className={styles.row}>
        <Field label={t('scale.value')}>
          {(control) => (
            <Select {...control} disabled={used} value={value} onChange={(event) => setValue(event.target.value)}>
              <option value="">{t('scale.noValue')}</option>
              {['5', '4', '3', '2', '1'].map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('scale.tone')}>
          {(control) => (
            <Select {...control} disabled={used} value={tone} onChange={(event) => setTone(event.target.value)}>
              {ratingTones.map((one) => (
                <option key={one} value={one}>
                  {t(`scale.tones.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('scale.icon')}>
          {(control) => (
            <TextInput
              {...control}
              required
              disabled={used}
              maxLength={4}
              value={icon}
              onChange={(event) => setIcon(event.target.value)}
            />
          )}
        </Field>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          disabled={used}
          checked={needsConclusion}
          onChange={(event) => setNeeds(event.target.checked)}
        />
        {t('scale.conclusion')}
      </label>
    </ActDialog>
  );
}
