'use client';

import { useTranslations } from 'use-intl';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { RatingView } from '@/lib/claims/scale/schema.ts';
import styles from '../claims.module.css';
import { ScaleEditor } from './scale-editor.tsx';

export function ScalePage({ initial }: { readonly initial: readonly RatingView[] }) {
  const t = useTranslations('claims.scale');
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <main id="content" className={styles.narrowPage}>
        <ScaleEditor initial={initial} />
      </main>
    </>
  );
}
