'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { sendCommand } from '@/components/data/send-command.ts';
import { EntityPicker } from '@/components/entities/entity-picker.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextInput } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { newId } from '@/lib/platform/ids.ts';
import type { AnnotationHit } from '@/lib/search/schema.ts';
import { LinkClaimDialog } from './link-claim-dialog.tsx';
import styles from './search.module.css';

const answer = z.object({
  done: z.array(z.object({ id: z.string(), before: z.string().nullable() })),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
});
type Done = z.infer<typeof answer>['done'];
type Act = Readonly<Record<string, unknown>> & { readonly do: string };

const opposite: Readonly<Record<string, string>> = {
  tag: 'untag',
  untag: 'tag',
  resolve: 'reopen',
  reopen: 'resolve',
  delete: 'restore',
};

/** What can be done with the marks that are chosen; each act can be undone from its message. */
export function BulkBar({
  investigationId,
  picked,
  onAll,
  onNone,
}: {
  readonly investigationId: string;
  readonly picked: readonly AnnotationHit[];
  readonly onAll: () => void;
  readonly onNone: () => void;
}) {
  const t = useTranslations('search.bulk');
  const toast = useToast();
  const [tag, setTag] = useState('');
  const [linking, setLinking] = useState<'claim' | 'entity' | null>(null);

  const undo = async (act: Act, done: Done) => {
    const back = opposite[act.do];
    if (back)
      await sendCommand('annotation.bulk', {
        investigationId,
        annotationIds: done.map((one) => one.id),
        act: { ...act, do: back },
      });
    else
      for (const { id, before } of done)
        await sendCommand('annotation.update', {
          annotationId: id,
          ...('claimId' in act ? { claimId: before } : { entityId: before }),
        });
    toast({ text: t('undone') });
  };

  const run = async (act: Act) => {
    const annotationIds = picked.map((mark) => mark.id);
    const result = await sendCommand('annotation.bulk', { investigationId, annotationIds, act });
    if (!result.ok) {
      toast({ text: result.error.detail, tone: 'bad' });
      return;
    }
    const { done, refused } = answer.parse(result.value);
    const [first] = refused;
    const left = first ? ` ${t('left', { count: refused.length, why: first.why })}` : '';
    toast({
      text: `${t('did', { count: done.length })}${left}`,
      ...(done.length > 0 ? { action: { label: t('undo'), run: () => void undo(act, done) } } : {}),
    });
    if (act.do === 'delete') onNone();
  };

  const some = picked.length > 0;
  return (
    <div className={styles.bulk} role="group" aria-label={t('acts')}>
      <Button variant="quiet" onClick={onAll}>
        {t('chooseAll')}
      </Button>
      <span aria-live="polite">{t('chosen', { count: picked.length })}</span>
      {some ? (
        <>
          <Button variant="quiet" onClick={onNone}>
            {t('clear')}
          </Button>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (tag.trim()) void run({ do: 'tag', tags: [tag.trim()] }).then(() => setTag(''));
            }}
          >
            <TextInput
              aria-label={t('tagName')}
              placeholder="#"
              maxLength={60}
              value={tag}
              onChange={(event) => setTag(event.target.value)}
            />
            <Button type="submit" disabled={tag.trim() === ''}>
              {t('tag')}
            </Button>
          </form>
          <Button onClick={() => void run({ do: 'resolve' })}>{t('resolve')}</Button>
          <Button onClick={() => void run({ do: 'reopen' })}>{t('reopen')}</Button>
          <Button onClick={() => setLinking('entity')}>{t('link')}</Button>
          <Button onClick={() => setLinking('claim')}>{t('linkClaim')}</Button>
          <Button variant="danger" onClick={() => void run({ do: 'delete' })}>
            {t('delete')}
          </Button>
        </>
      ) : null}
      {linking === 'claim' ? (
        <LinkClaimDialog
          investigationId={investigationId}
          onPick={(claimId) => void run({ do: 'link', claimId })}
          onClose={() => setLinking(null)}
        />
      ) : null}
      <Dialog open={linking === 'entity'} onClose={() => setLinking(null)} title={t('link')}>
        <EntityPicker
          investigationId={investigationId}
          query={picked.find((mark) => mark.kind === 'entity')?.words?.exact ?? ''}
          onPick={(entity) => {
            setLinking(null);
            if ('entityId' in entity) void run({ do: 'link', entityId: entity.entityId });
            else {
              const id = newId();
              void sendCommand('entity.create', { id, ...entity.entity }).then((made) =>
                made.ok ? run({ do: 'link', entityId: id }) : toast({ text: made.error.detail, tone: 'bad' }),
              );
            }
          }}
          onCancel={() => setLinking(null)}
        />
      </Dialog>
    </div>
  );
}
