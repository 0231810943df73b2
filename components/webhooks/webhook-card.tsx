'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Secured } from '@/components/admin/use-secured.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { When } from '@/components/ui/when.tsx';
import { newId } from '@/lib/platform/ids.ts';
import type { WebhookView } from '@/lib/webhooks/schema.ts';
import { choiceOf } from './choices.ts';
import { Deliveries } from './deliveries.tsx';
import { newSecret } from './new-secret.ts';
import { ShownOnce } from './shown-once.tsx';
import styles from './webhooks.module.css';

interface WebhookCardProps {
  readonly webhook: WebhookView;
  readonly secured: Secured;
  readonly onChanged: () => Promise<unknown>;
}

export function WebhookCard({ webhook, secured, onChanged }: WebhookCardProps) {
  const t = useTranslations('webhooks');
  const [asking, setAsking] = useState<'removing' | 'rotating' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const { host } = new URL(webhook.url);
  const webhookId = webhook.id;
  const choice = choiceOf(webhook.types);

  async function act(name: string, input: Record<string, unknown>): Promise<boolean> {
    const done = await secured.command(name, input);
    await onChanged();
    return done;
  }
  async function confirmed() {
    setAsking(null);
    if (asking === 'removing') await act('webhook.remove', { webhookId });
    else {
      const next = newSecret();
      if (await act('webhook.rotate', { webhookId, secret: next })) setSecret(next);
    }
  }

  return (
    <li className={styles.card}>
      <h3>{webhook.url}</h3>
      <p className={styles.state}>
        <Chip tone={webhook.pausedBecause === null ? 'ok' : 'warn'}>
          {t(`card.${webhook.pausedBecause ?? 'told'}`)}
        </Chip>
        <span>{choice ? t(`add.${choice}`) : webhook.types.join(' ')}</span>
        {webhook.waiting > 0 ? <span>{t('card.waiting', { count: webhook.waiting })}</span> : null}
        <span>
          {webhook.lastDeliveredAt ? (
            <>
              {t('card.last')} <When at={webhook.lastDeliveredAt} />
            </>
          ) : (
            t('card.never')
          )}
        </span>
      </p>
      {secret ? <ShownOnce secret={secret} onKept={() => setSecret(null)} /> : null}
      <div className={styles.acts}>
        <Button onClick={() => void act('webhook.try', { id: newId(), webhookId }).then(() => setOpen(true))}>
          {t('card.try')}
        </Button>
        <Button
          variant="quiet"
          onClick={() => void act('webhook.update', { webhookId, paused: webhook.pausedBecause === null })}
        >
          {webhook.pausedBecause === null ? t('card.pause') : t('card.go')}
        </Button>
        <Button variant="quiet" onClick={() => setAsking('rotating')}>
          {t('card.rotate')}
        </Button>
        <Button variant="quiet" onClick={() => setAsking('removing')}>
          {t('card.remove')}
        </Button>
      </div>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('card.sent')}</summary>
        {open ? (
          <Deliveries webhookId={webhookId} onAgain={(deliveryId) => act('webhook.redeliver', { deliveryId })} />
        ) : null}
      </details>
      {asking ? (
        <Dialog open onClose={() => setAsking(null)} title={t(`${asking}.title`, { host })}>
          <p>{t(`${asking}.what`)}</p>
          <DialogActions>
            <Button variant="quiet" onClick={() => setAsking(null)}>
              {t(`${asking}.keep`)}
            </Button>
            <Button variant="primary" onClick={() => void confirmed()}>
              {t(`${asking}.go`)}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
    </li>
  );
}
