import { useTranslations } from 'use-intl';
import type { EntityItem } from '@/lib/entities/schema.ts';

/** How often and where an entity is named, from the case one is in. */
export function useWhereNamed(): (counts: EntityItem['counts']) => string {
  const t = useTranslations('entities.named');
  return (counts) => {
    if (counts.mentions === 0) return t('none');
    if (counts.here === counts.mentions) return t('here', counts);
    return counts.here > 0 ? t('both', counts) : t('there', counts);
  };
}
