'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { EntityView } from '@/lib/entities/schema.ts';
import type { LookupView } from '@/lib/interop/reconcile/lookup.schema.ts';
import { lookupPlace, lookupView } from '@/lib/interop/reconcile/lookup.schema.ts';
import styles from './entities.module.css';

type Candidate = LookupView['candidates'][number];

interface Props {
  readonly entity: EntityView;
  readonly onChanged: () => void;
}

/**
 * Who this is elsewhere: asks the service that the newsroom has set, when a person presses the button, and keeps the id
 * of the one they choose with where it came from (ENT-5). Without a service there is nothing here.
 */
export function Lookup({ entity, onChanged }: Props) {
  const t = useTranslations('entities.lookup');
  const unreachable = useTranslations('entities')('unreachable');
  const toast = useToast();
  const [host, setHost] = useState<string | null>(null);
  const [found, setFound] = useState<LookupView | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let gone = false;
    void call('/api/interchange/lookup')
      .then((answer) => {
        if (answer.ok && !gone) setHost(lookupPlace.parse(answer.value).host);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  if (!host) return null;

  const look = async () => {
    setBusy(true);
    try {
      const answer = await call(`/api/interchange/lookup/${entity.id}`, { method: 'POST' });
      if (answer.ok) setFound(lookupView.parse(answer.value));
      else toast({ text: answer.error.detail, tone: 'bad' });
    } catch {
      toast({ text: unreachable, tone: 'bad' });
    }
    setBusy(false);
  };
  const accept = async (one: Candidate) => {
    if (!one.property || !found) return;
    const done = await sendCommand('entity.import', {
      importedFrom: `${found.service} (${host})`.slice(0, 200),
      items: [
        { id: entity.id, schema: entity.schema, properties: { name: [entity.name], [one.property]: [one.value] } },
      ],
    });
    toast(done.ok ? { text: t('kept') } : { text: done.error.detail, tone: 'bad' });
    if (!done.ok) return;
    setFound(null);
    onChanged();
  };
  return (
    <section aria-labelledby="lookup">
      <h2 id="lookup">{t('title')}</h2>
      <p className={styles.muted}>{t('sends', { name: entity.name, host })}</p>
      <Button busy={busy} onClick={() => void look()}>
        {t('look', { host })}
      </Button>
      {found ? (
        <>
          <p role="status" className={styles.muted}>
            {t('found', { count: found.candidates.length })}
          </p>
          <ul className={styles.names}>
            {found.candidates.map((one) => (
              <li key={one.id}>
                <span className={styles.elsewhere}>
                  {one.url ? (
                    <a href={one.url} target="_blank" rel="noreferrer noopener">
                      {one.name || one.id}
                    </a>
                  ) : (
                    one.name || one.id
                  )}
                  <small>{[one.id, one.types.join(', '), one.description].filter(Boolean).join(' · ')}</small>
                </span>
                {one.property ? (
                  <Button aria-label={t('isNamed', { name: one.name || one.id })} onClick={() => void accept(one)}>
                    {t('is')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
