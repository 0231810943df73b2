'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { ReasonDialog } from '@/components/ui/reason-dialog.tsx';
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
  const [until, setUntil] = useState('');
  const possible = outcomeList.filter(
    (one) =>
      (one !== 'hide' || isHideable(flag.subjectType)) && (one !== 'suspend' || atLeastAccount(me.role, 'moderator')),
  );

  function submit(reason: string) {
    void onDecide({
      flagId: flag.id,
      outcome,
      reason,
      ...(outcome === 'suspend' && until ? { until: new Date(`${until}T23:59:59`).toISOString() } : {}),
    });
  }

  return (
    <ReasonDialog
      title={t('about', { name: flag.author.name })}
      label={t('reason')}
      hint={outcome === 'warn' ? t('warnHint') : t('reasonHint')}
      act={t('decideNow')}
      cancel={t('cancel')}
      danger={outcome !== 'dismiss'}
      onClose={onClose}
      onSubmit={submit}
    >
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
    </ReasonDialog>
  );
}
