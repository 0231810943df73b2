'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSecured } from '@/components/admin/use-secured.tsx';
import { useApi } from '@/components/data/use-api.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { WebhookView } from '@/lib/webhooks/schema.ts';
import { webhookPage } from '@/lib/webhooks/schema.ts';
import { NewWebhook } from './new-webhook.tsx';
import { ShownOnce } from './shown-once.tsx';
import { WebhookCard } from './webhook-card.tsx';
import styles from './webhooks.module.css';

interface WebhooksProps {
  readonly investigationId: string;
  readonly initial: { readonly items: readonly WebhookView[]; readonly next: string | null };
}

/** Which other systems are told of a case's events (ACC-7); its leads decide. */
export function Webhooks({ investigationId, initial }: WebhooksProps) {
  const t = useTranslations('webhooks');
  const path = `/investigations/${investigationId}/webhooks`;
  const { data = initial, refetch } = useApi(path, webhookPage, { initialData: initial });
  const secured = useSecured();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('what')}</p>
      {secret ? <ShownOnce secret={secret} onKept={() => setSecret(null)} /> : null}
      {data.items.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <ul className={styles.list}>
          {data.items.map((webhook) => (
            <WebhookCard key={webhook.id} webhook={webhook} secured={secured} onChanged={refetch} />
          ))}
        </ul>
      )}
      <NewWebhook
        investigationId={investigationId}
        secured={secured}
        onMade={(made) => {
          setSecret(made);
          void refetch();
        }}
      />
      {secured.dialog}
    </>
  );
}
