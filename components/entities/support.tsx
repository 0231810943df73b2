'use client';

import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { Tone } from '@/components/ui/chip.tsx';
import type { Support } from '@/lib/entities/rules.ts';

/** The line says it by its style, the words say it again (ENT-6, UX-2). */
const looks: Readonly<Record<Support, { readonly tone: Tone; readonly icon: string }>> = {
  verified: { tone: 'ok', icon: '✓' },
  refuted: { tone: 'bad', icon: '✗' },
  disputed: { tone: 'warn', icon: '!' },
  checking: { tone: 'note', icon: '◔' },
  none: { tone: 'unsure', icon: '○' },
};

/** How far a relationship is proved. */
export function SupportChip({ support }: { readonly support: Support }) {
  const t = useTranslations('entities.support');
  const { tone, icon } = looks[support];
  return (
    <Chip tone={tone} icon={icon}>
      {t(support)}
    </Chip>
  );
}

/** "2019 to 2021", "from 2019", nothing where no date is known. */
export function useWhenWords(): (dated: { startDate: string | null; endDate: string | null }) => string {
  const t = useTranslations('entities.page');
  return ({ startDate: from, endDate: to }) => {
    if (from && to) return t('between', { from, to });
    if (from) return t('from', { from });
    return to ? t('until', { to }) : '';
  };
}
