'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Select, TextField } from '@/components/ui/field.tsx';
import { filterView } from '@/lib/claims/desk/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import styles from '../claims.module.css';
import type { DeskView } from './desk-address.rules.ts';
import { deskAddress, parseDesk } from './desk-address.rules.ts';
import { useClaimAct } from '../use-claim-act.ts';

const filters = z.object({ items: z.array(filterView) });

interface SavedProps {
  readonly investigationId: string;
  readonly view: DeskView;
  readonly look: (view: DeskView) => void;
}

/** Views kept by name, one's own and those shared with the case. */
export function SavedViews({ investigationId, view, look }: SavedProps) {
  const t = useTranslations('claims.desk');
  const [saving, setSaving] = useState(false);
  const { data, refetch } = useApi(`/investigations/${investigationId}/desk-filters`, filters);
  const { act } = useClaimAct(refetch);
  const items = data?.items ?? [];
  const address = deskAddress(view);
  const here = items.find((item) => item.query === address);
  return (
    <>
      {items.length > 0 ? (
        <Select
          aria-label={t('views')}
          value={here?.id ?? ''}
          onChange={(event) => {
            const chosen = items.find((item) => item.id === event.target.value);
            if (chosen) look(parseDesk(chosen.query));
          }}
        >
          <option value="">{t('views')}</option>
          {items.map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
        </Select>
      ) : null}
      {here?.mine ? (
        <Button variant="quiet" onClick={() => void act('desk_filter.remove', { investigationId, filterId: here.id })}>
          {t('removeView', { name: here.name })}
        </Button>
      ) : null}
      {here ? null : (
        <Button variant="quiet" onClick={() => setSaving(true)}>
          {t('saveView')}
        </Button>
      )}
      {saving ? (
        <SaveView
          investigationId={investigationId}
          query={address}
          refetch={refetch}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </>
  );
}

interface SaveProps {
  readonly investigationId: string;
  readonly query: string;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

function SaveView({ investigationId, query, refetch, onClose }: SaveProps) {
  const t = useTranslations('claims');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('desk_filter.save', { investigationId, name, query, shared }).then((done) =>
      done ? onClose() : undefined,
    );
  return (
    <ActDialog
      title={t('desk.saveView')}
      act={t('common.save')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('desk.viewName')} required maxLength={80} value={name} onValue={setName} />
      <label className={styles.check}>
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
        {t('desk.shareView')}
      </label>
    </ActDialog>
  );
}
