'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { similarView } from '@/lib/claims/kin/similar.schema.ts';
import { RatingChip, StateChip } from './claim-chips.tsx';
import styles from './claims.module.css';

const ENOUGH = 8;

interface AlreadyProps {
  readonly words: string;
  /** The case that one is in; absent: a search over all of them. */
  readonly investigationId?: string;
  readonly except?: string;
  /** Only what stands in other cases, and nothing where there is nothing: a hint beside another list. */
  readonly elsewhere?: boolean;
  /** From a search: only what has had a verdict, also by a part of its words, and nothing where there is nothing. */
  readonly earlierVerdicts?: boolean;
}

/** "Has this been checked?" (CLM-14): claims like these words, across the cases one may read, with what differs. */
export function AlreadyChecked({
  words,
  investigationId,
  except,
  elsewhere = false,
  earlierVerdicts = false,
}: AlreadyProps) {
  const t = useTranslations('claims.similar');
  const query = new URLSearchParams({
    q: words,
    ...(investigationId ? { investigationId } : {}),
    ...(except ? { except } : {}),
    ...(earlierVerdicts ? { earlierVerdicts: 'true' } : {}),
  });
  const { data } = useApi(words.length >= ENOUGH ? `/similar-claims?${query.toString()}` : null, similarView);
  const items = (data?.items ?? []).filter((item) => !elsewhere || !item.sameCase);
  if (!data || ((elsewhere || earlierVerdicts) && items.length === 0)) return null;
  return (
    <section aria-label={t('title')} aria-live="polite">
      <h3>{earlierVerdicts ? t('earlier') : t('title')}</h3>
      {items.length === 0 ? <p className={styles.source}>{t('none')}</p> : null}
      <ul className={styles.plainList}>
        {items.map((item) => {
          const apart = [
            ...item.differs.onlyHere.map((one) => `+${one}`),
            ...item.differs.onlyThere.map((one) => `−${one}`),
          ];
          return (
            <li key={item.id}>
              <Link href={`/claims/${item.id}`} target="_blank">
                {item.statement}
              </Link>{' '}
              {item.rating ? <RatingChip rating={item.rating} /> : null}
              {item.stands ? null : <StateChip state={item.state} />}
              <small className={styles.source}>
                {t('where', { number: item.number, title: item.investigation.title })}
                {item.mergedInto ? ` · ${t('merged', { number: item.mergedInto.number })}` : ''}
                {item.differs.number ? ` · ${t('number')}` : ''}
                {item.differs.denial ? ` · ${t('denial')}` : ''}
                {apart.length > 0 ? ` · ${t('differs', { words: apart.slice(0, 8).join(' ') })}` : ''}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
