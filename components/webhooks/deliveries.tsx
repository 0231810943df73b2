'use client';

import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { When } from '@/components/ui/when.tsx';
import { deliveryPage } from '@/lib/webhooks/schema.ts';
import styles from './webhooks.module.css';

const LOOK_MS = 3000;

interface DeliveriesProps {
  readonly webhookId: string;
  readonly onAgain: (deliveryId: string) => Promise<unknown>;
}

/** What was sent and what came back, newest first. */
export function Deliveries({ webhookId, onAgain }: DeliveriesProps) {
  const t = useTranslations('webhooks');
  const { data, refetch } = useApi(`/webhooks/${webhookId}/deliveries?limit=50`, deliveryPage);
  // What waits may be on its way: looked at again as long as one looks.
  const waits = data?.items.some((delivery) => delivery.state === 'waiting') ?? false;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void refetch(), LOOK_MS);
    return () => clearInterval(timer);
  }, [waits, refetch]);
  if (data?.items.length === 0) return <p>{t('card.nothing')}</p>;
  return (
    <div className={styles.scroll}>
      <table>
        <caption className="visually-hidden">{t('card.sent')}</caption>
        <thead>
          <tr>
            {(['what', 'state', 'answer', 'attempts', 'when', 'again'] as const).map((column) => (
              <th key={column} scope="col">
                {column === 'again' ? (
                  <span className="visually-hidden">{t('delivery.again')}</span>
                ) : (
                  t(`delivery.${column}`)
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(data?.items ?? []).map((delivery) => {
            const type = delivery.seq === null ? t('delivery.trial') : delivery.type;
            return (
              <tr key={delivery.id}>
                <td>{type}</td>
                <td>{t(`delivery.${delivery.state}`)}</td>
                <td>{delivery.status ?? delivery.problem ?? '—'}</td>
                <td>{delivery.attempts}</td>
                <td>
                  <When at={delivery.at} />
                </td>
                <td>
                  <Button
                    variant="quiet"
                    aria-label={t('delivery.againNamed', { type })}
                    onClick={() => void onAgain(delivery.id).then(() => refetch())}
                  >
                    {t('delivery.again')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
