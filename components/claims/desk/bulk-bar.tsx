'use client';

import type { Ref } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { sendCommand } from '@/components/data/send-command.ts';
import { priorities } from '@/lib/claims/rules.ts';
import styles from '../claims.module.css';

interface BulkProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly investigationId: string;
  readonly claimIds: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly onDone: () => void;
  readonly onClear: () => void;
}

/** One act on all that is chosen, all of it or nothing (CLM-9). */
export function BulkBar({ ref, investigationId, claimIds, people, onDone, onClear }: BulkProps) {
  const t = useTranslations('claims');
  const toast = useToast();
  async function change(input: Record<string, unknown>) {
    const result = await sendCommand('claim.update_many', { investigationId, claimIds: [...claimIds], ...input });
    if (!result.ok) {
      toast({ text: result.error.detail, tone: 'bad' });
      return;
    }
    toast({ text: t('desk.changed', { count: claimIds.length }) });
    onDone();
  }
  return (
    <div ref={ref} className={styles.bulk} role="group" aria-label={t('desk.chosen', { count: claimIds.length })}>
      <b>{t('desk.chosen', { count: claimIds.length })}</b>
      <Select
        data-act="assign"
        aria-label={t('desk.assign')}
        value=""
        onChange={(event) => void change({ assigneeId: event.target.value === 'nobody' ? null : event.target.value })}
      >
        <option value="">{t('desk.assign')}</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
        <option value="nobody">{t('common.nobody')}</option>
      </Select>
      <Select
        data-act="priority"
        aria-label={t('desk.setPriority')}
        value=""
        onChange={(event) => void change({ priority: event.target.value })}
      >
        <option value="">{t('desk.setPriority')}</option>
        {priorities.map((key) => (
          <option key={key} value={key}>
            {t(`priority.${key}`)}
          </option>
        ))}
      </Select>
      <Button variant="quiet" onClick={onClear}>
        {t('desk.clear')}
      </Button>
    </div>
  );
}
