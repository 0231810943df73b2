'use client';

import Link from 'next/link';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import { sealedCases } from '@/lib/moderation/schema.ts';
import styles from './admin.module.css';
import { useSecured } from './use-secured.tsx';

/** Confidential cases: that they are, who leads them; and break-glass, with a reason that the leads are told. */
export function SealedCases() {
  const t = useTranslations('moderation.sealed');
  const format = useFormatter();
  const secured = useSecured();
  const { data, refetch } = useApi('/sealed-cases', sealedCases);
  const [opening, setOpening] = useState<string | null>(null);
  return (
    <>
      <p>{t('what')}</p>
      {data?.items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : null}
      <ul className={styles.links}>
        {(data?.items ?? []).map((one) => (
          <li key={one.id}>
            <b>{t('ledBy', { names: format.list(one.leads.map(({ name }) => name)) })}</b>
            <span>{t('facts', { members: one.members, since: one.createdAt.slice(0, 10) })}</span>
            {one.openUntil ? (
              <>
                <Link href={`/investigations/${one.id}`}>
                  {t('look', { until: format.dateTime(new Date(one.openUntil), { timeStyle: 'short' }) })}
                </Link>
                <Button
                  onClick={() =>
                    void secured.command('case.end_glass', { investigationId: one.id }).then(() => refetch())
                  }
                >
                  {t('end')}
                </Button>
              </>
            ) : (
              <Button variant="danger" onClick={() => setOpening(one.id)}>
                {t('break')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opening ? (
        <BreakDialog
          onClose={() => setOpening(null)}
          onBreak={async (reason, hours) => {
            if (await secured.command('case.break_glass', { investigationId: opening, reason, hours }))
              setOpening(null);
            await refetch();
          }}
        />
      ) : null}
      {secured.dialog}
    </>
  );
}

function BreakDialog({
  onClose,
  onBreak,
}: {
  readonly onClose: () => void;
  readonly onBreak: (reason: string, hours: number) => Promise<void>;
}) {
  const t = useTranslations('moderation.sealed');
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState('4');
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void onBreak(reason, Number(hours));
  }
  return (
    <Dialog open onClose={onClose} title={t('break')}>
      <form onSubmit={submit} className={styles.form}>
        <p>{t('consequence')}</p>
        <Field label={t('reason')} hint={t('reasonHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              required
              minLength={15}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <TextField label={t('hours')} type="number" min={1} max={24} required value={hours} onValue={setHours} />
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" type="submit">
            {t('breakNow')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
