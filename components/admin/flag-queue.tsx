'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextArea, TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import type { FlagOutcome } from '@/lib/moderation/rules.ts';
import { isHideable } from '@/lib/moderation/rules.ts';
import type { FlagView } from '@/lib/moderation/schema.ts';
import { flagPage } from '@/lib/moderation/schema.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import { useSecured } from './use-secured.tsx';

/** What was flagged, with what is known of its author, and the decision. */
export function FlagQueue() {
  const t = useTranslations('moderation.queue');
  const [state, setState] = useState<'open' | 'decided'>('open');
  const [deciding, setDeciding] = useState<FlagView | null>(null);
  const secured = useSecured();
  const { data, refetch } = useApi(`/flags?state=${state}&limit=100`, flagPage);

  return (
    <>
      <div className={styles.tools}>
        <Field label={t('show')}>
          {(control) => (
            <Select
              {...control}
              value={state}
              onChange={(event) => setState(event.target.value === 'open' ? 'open' : 'decided')}
            >
              <option value="open">{t('open')}</option>
              <option value="decided">{t('decided')}</option>
            </Select>
          )}
        </Field>
      </div>
      {data?.items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : null}
      {(data?.items ?? []).map((flag) => (
        <article key={flag.id} className={styles.flag} aria-label={t('about', { name: flag.author.name })}>
          <FlagWords flag={flag} />
          <div className={styles.tools}>
            {flag.outcome === null && (flag.excerpt !== null || !flag.confidential) ? (
              <Button variant="primary" onClick={() => setDeciding(flag)}>
                {t('decide')}
              </Button>
            ) : null}
            {flag.hidden && flag.excerpt !== null ? (
              <Button
                onClick={() =>
                  void secured
                    .command('text.restore', { subjectType: flag.subjectType, subjectId: flag.subjectId })
                    .then(() => refetch())
                }
              >
                {t('restore')}
              </Button>
            ) : null}
          </div>
        </article>
      ))}
      {deciding ? (
        <DecideDialog
          flag={deciding}
          onClose={() => setDeciding(null)}
          onDecide={async (input) => {
            if (await secured.command('flag.decide', input)) setDeciding(null);
            await refetch();
          }}
        />
      ) : null}
      {secured.dialog}
    </>
  );
}

function FlagWords({ flag }: { readonly flag: FlagView }) {
  const t = useTranslations('moderation.queue');
  const reasons = useTranslations('moderation.flag.reasons');
  return (
    <>
      <p>
        <Chip tone="warn">{reasons(flag.reason)}</Chip>{' '}
        {t('raised', { by: flag.raisedBy.name, author: flag.author.name, kind: t(`kinds.${flag.subjectType}`) })}{' '}
        <When at={flag.createdAt} />
        {flag.case ? t('in', { title: flag.case.title }) : ''}
      </p>
      {flag.excerpt === null ? (
        <p>{t('secret')}</p>
      ) : (
        <blockquote>{flag.excerpt === '' ? t('noWords') : flag.excerpt}</blockquote>
      )}
      {flag.note ? <p>{flag.note}</p> : null}
      <p>
        <small>{t('history', flag.history)}</small>
      </p>
      {flag.outcome ? (
        <p>
          {t(`outcomes.${flag.outcome}`)}: {flag.outcomeReason} ({flag.resolvedBy?.name})
        </p>
      ) : null}
    </>
  );
}

const outcomeList: readonly FlagOutcome[] = ['dismiss', 'hide', 'warn', 'suspend'];

function DecideDialog({
  flag,
  onClose,
  onDecide,
}: {
  readonly flag: FlagView;
  readonly onClose: () => void;
  readonly onDecide: (input: Record<string, unknown>) => Promise<void>;
}) {
  const me = useMe();
  const t = useTranslations('moderation.queue');
  const [outcome, setOutcome] = useState<FlagOutcome>('dismiss');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const possible = outcomeList.filter(
    (one) =>
      (one !== 'hide' || isHideable(flag.subjectType)) && (one !== 'suspend' || atLeastAccount(me.role, 'moderator')),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onDecide({
      flagId: flag.id,
      outcome,
      reason,
      ...(outcome === 'suspend' && until ? { until: new Date(`${until}T23:59:59`).toISOString() } : {}),
    });
  }

  return (
    <Dialog open onClose={onClose} title={t('about', { name: flag.author.name })}>
      <form onSubmit={submit} className={styles.form}>
        {flag.excerpt ? <blockquote>{flag.excerpt}</blockquote> : null}
        <fieldset className={styles.choices}>
          <legend>{t('what')}</legend>
          {possible.map((one) => (
            <label key={one}>
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />{' '}
              {t(`acts.${one}`)}
            </label>
          ))}
        </fieldset>
        {outcome === 'suspend' ? (
          <TextField label={t('until')} hint={t('untilHint')} type="date" value={until} onValue={setUntil} />
        ) : null}
        <Field label={t('reason')} hint={outcome === 'warn' ? t('warnHint') : t('reasonHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant={outcome === 'dismiss' ? 'primary' : 'danger'} type="submit">
            {t('decideNow')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
