'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { When } from '@/components/ui/when.tsx';
import type { EntityView } from '@/lib/entities/schema.ts';
import styles from './duplicates.module.css';
import entityStyles from './entities.module.css';

interface Props {
  readonly entity: EntityView;
  readonly onChanged: () => void;
}

/** One act against the server; says what came of it. */
function useAct(onChanged: () => void) {
  const t = useTranslations('entities');
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const act = async (path: string, body: object, done: string): Promise<void> => {
    setBusy(true);
    try {
      const result = await call(`/api/v1/entities/${path}`, { method: 'POST', body: JSON.stringify(body) });
      toast(result.ok ? { text: done } : { text: result.error.detail, tone: 'bad' });
      if (result.ok) onChanged();
    } catch {
      toast({ text: t('unreachable'), tone: 'bad' });
    }
    setBusy(false);
  };
  return { act, busy };
}

/** What was merged into it, each with who and why; a merge can be taken back next month (ENT-4). */
export function MergedInto({ entity, onChanged }: Props) {
  const t = useTranslations('entities');
  const { act, busy } = useAct(onChanged);
  if (entity.merges.length === 0) return null;
  return (
    <section aria-labelledby="merged">
      <h2 id="merged">{t('merge.merged')}</h2>
      <ul className={styles.pairs}>
        {entity.merges.map((merge) => (
          <li key={merge.id} className={styles.pair}>
            {t('merge.was', { name: merge.name, by: merge.by, reason: merge.reason })}{' '}
            <small>
              <When at={merge.at} />
            </small>
            <div className={styles.acts}>
              <Button
                disabled={busy}
                onClick={() => void act(`${merge.fromId}/split`, { mergeId: merge.id }, t('merge.undone'))}
              >
                {t('merge.takeBack')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Be told of every new mention that one may read (ENT-5). */
export function WatchButton({ entity, onChanged }: Props) {
  const t = useTranslations('entities');
  const { act, busy } = useAct(onChanged);
  return (
    <Button
      disabled={busy}
      aria-pressed={entity.watched}
      onClick={() =>
        void act(`${entity.id}/watch`, { on: !entity.watched }, entity.watched ? t('watch.undone') : t('watch.done'))
      }
    >
      {entity.watched ? t('watch.off') : t('watch.on')}
    </Button>
  );
}

/** All that one may see, for other tools (ENT-8). */
export function ExchangeLinks({ investigationId }: { readonly investigationId?: string | undefined }) {
  const t = useTranslations('entities');
  const here = investigationId ? `&investigationId=${investigationId}` : '';
  return (
    <p className={entityStyles.muted}>
      <Link href={investigationId ? `/entities/import?case=${investigationId}` : '/entities/import'}>
        {t('exchange.import')}
      </Link>
      {' · '}
      <a href={`/api/interchange/entities?format=ftm${here}`}>{t('exchange.ftm')}</a>
      {' · '}
      <a href={`/api/interchange/entities?format=csv${here}`}>{t('exchange.csv')}</a>
    </p>
  );
}
