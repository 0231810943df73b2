'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { changedClaims } from '@/lib/versions/schema.ts';
import styles from './versions.module.css';

/**
 * Says on the desk and on the claim's page that a corrected version changed the words a claim rests on, until somebody
 * has looked; leads there. One question for a whole case, whichever claims are shown.
 */
export function WordsChanged({
  investigationId,
  claimId,
}: {
  readonly investigationId: string;
  readonly claimId: string;
}) {
  const t = useTranslations('versions');
  const { data } = useApi(`/investigations/${investigationId}/changed-claims`, changedClaims);
  const places = data?.items.filter((item) => item.claimId === claimId) ?? [];
  const [first] = places;
  if (!first) return null;
  return (
    <Link
      href={`/sources/${first.sourceId}/changes?v=${first.version}`}
      title={t('wordsChangedHint')}
      className={styles.flag}
    >
      <Chip tone="warn" icon="≠">
        {t('wordsChanged', { count: places.length })}
      </Chip>
    </Link>
  );
}
