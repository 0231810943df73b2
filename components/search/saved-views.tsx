'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { savedViewPage } from '@/lib/views/schema.ts';
import styles from './search.module.css';

/** Filters with a name: one's own, and those that somebody shared with the case. */
export function SavedViews({
  investigationId,
  filters,
  onOpen,
  mayShare,
}: {
  readonly investigationId: string;
  readonly filters: string;
  readonly onOpen: (filters: string) => void;
  readonly mayShare: boolean;
}) {
  const t = useTranslations('search.views');
  const toast = useToast();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { data, refetch } = useApi(`/investigations/${investigationId}/views`, savedViewPage);
  const act = async (command: string, input: Record<string, unknown>, words: string) => {
    const result = await sendCommand(command, input);
    toast(result.ok ? { text: words } : { text: result.error.detail, tone: 'bad' });
    await refetch();
  };
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    void act('view.save', { investigationId, name, filters, shared }, t('saved')).then(() => setName(''));
  };
  return (
    <details className={styles.views}>
      <summary>{t('title')}</summary>
      {data?.items.length === 0 ? <p>{t('none')}</p> : null}
      <ul>
        {(data?.items ?? []).map((view) => (
          <li key={view.id}>
            <Button variant="quiet" onClick={() => onOpen(view.filters)}>
              {view.name}
            </Button>
            {view.shared ? <small>{t('shared')}</small> : null}
            {view.mine ? (
              <Button
                variant="quiet"
                aria-label={t('remove', { name: view.name })}
                onClick={() => void act('view.remove', { viewId: view.id }, t('removed'))}
              >
                ×
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <form onSubmit={save}>
        <TextField label={t('name')} maxLength={80} required value={name} onValue={setName} />
        {mayShare ? (
          <label>
            <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />{' '}
            {t('share')}
          </label>
        ) : null}
        <Button type="submit" disabled={name.trim() === '' || filters.trim() === ''}>
          {t('save')}
        </Button>
      </form>
    </details>
  );
}
