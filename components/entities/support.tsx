'use client';

import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { Tone } from '@/components/ui/chip.tsx';
import type { Support } from '@/lib/entities/rules.ts';
import styles from './support.module.css';

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

/** A short piece of the line as it is drawn everywhere. */
export function SupportLine({ support }: { readonly support: Support }) {
  return <span className={styles.line} data-support={support} aria-hidden="true" />;
}
