'use client';

import { useTranslations } from 'use-intl';
import { EntityPicker } from '@/components/entities/entity-picker.tsx';
import { OnLists } from '@/components/entities/on-lists.tsx';
import { Button } from '@/components/ui/button.tsx';
import styles from './suggestions.module.css';
import type { Suggested } from './use-suggestions.ts';

interface Props {
  readonly item: Suggested;
  readonly count: number;
  readonly investigationId: string;
  /** The person wants it, and says who or what it is. */
  readonly choosing: boolean;
  readonly onAccept: () => void;
  readonly onRefuse: () => void;
  readonly onPick: (picked: Readonly<Record<string, unknown>>) => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
}

/** One suggestion with its reasons, docked below the text so that it never covers the words. */
export function SuggestionCard({ item, count, investigationId, choosing, ...on }: Props) {
  const t = useTranslations('suggestions');
  const reasons = item.why.map((why) => t(`why.${why}`)).join(', ');
  // `data-keeps-selection`: a click here is no click beside the selection.
  return (
    <section className={styles.card} aria-label={t('card')} data-suggestion={item.id} data-keeps-selection>
      <p className={styles.what} role="status">
        <b>
          {item.kind === 'claim'
            ? t('claim')
            : item.entityId
              ? t('name', { name: item.name })
              : t('newName', { name: item.name })}
        </b>{' '}
        <span>{t('because', { reasons })}</span>
        <OnLists lists={item.lists} />
      </p>
      {item.kind === 'claim' && !choosing ? (
        <details className={styles.rule}>
          <summary>{t('rule.title')}</summary>
          <p>{t('rule.text')}</p>
        </details>
      ) : null}
      {choosing ? (
        <EntityPicker
          investigationId={investigationId}
          query={item.name}
          onPick={(picked) => on.onPick({ ...picked })}
          onCancel={on.onClose}
        />
      ) : (
        <div className={styles.acts}>
          <Button variant="primary" keys="y" onClick={on.onAccept}>
            {item.kind === 'entity' && !item.entityId ? t('acceptNew') : t('accept')}
          </Button>
          <Button keys="z" onClick={on.onRefuse}>
            {t('refuse')}
          </Button>
          <Button variant="quiet" keys="g" onClick={on.onNext}>
            {t('next')}
          </Button>
          <Button variant="quiet" onClick={on.onClose}>
            {t('close')}
          </Button>
          <small>{t('count', { count })}</small>
        </div>
      )}
    </section>
  );
}
