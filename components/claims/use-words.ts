'use client';

import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { ratingLook } from '@/lib/claims/rules.ts';
import type { BlockView } from '@/lib/claims/schema.ts';
import type { RatingView } from '@/lib/claims/scale/schema.ts';
import { ratingView } from '@/lib/claims/scale/schema.ts';

const blockCodes = [
  'no_evidence',
  'no_rationale',
  'opinion',
  'merged',
  'not_proposed',
  'stale',
  'you_proposed',
  'you_wrote',
  'editor_decides',
  'editor_reopens',
  'confidential',
  'reply_missing',
  'off_record',
  'basis_changed',
  'you_proposed_review',
  'you_wrote_review',
  'reviewed',
  'reviews_closed',
] as const;

/** What stands in the way, in the reader's language; what the screen does not know yet comes as the server says it. */
export function useBlockWords(): (block: BlockView) => string | null {
  const t = useTranslations('claims');
  return (block) => {
    if (!block) return null;
    const { code, role, needed = 0, missing = 0, have = 0 } = block;
    if (code === 'role' && role) return t('block.role', { role: t(`role.${role}`) });
    if (code === 'independent_missing') return t('block.independent_missing', { needed, have });
    if (code === 'checklist') return t('block.checklist', { missing });
    if (code === 'reviews_missing') return t('block.reviews_missing', { needed, missing });
    if (code === 'blind_open') return t('block.blind_open', { needed });
    const plain = blockCodes.find((one) => one === code);
    return plain ? t(`block.${plain}`) : block.detail;
  };
}

const scale = z.object({ items: z.array(ratingView) });

export interface Scale {
  /** What can be given now, in its order. */
  readonly usable: readonly RatingView[];
  readonly labelOf: (key: string) => string;
  readonly lookOf: (key: string) => Pick<RatingView, 'tone' | 'icon'> | null;
  readonly of: (key: string) => RatingView | undefined;
}

/** The workspace's rating scale in the reader's language (CLM-7); the default one until it has come. */
export function useScale(): Scale {
  const locale = useLocale();
  const { data } = useApi('/ratings', scale);
  const items = data?.items ?? [];
  const of = (key: string) => items.find((item) => item.key === key);
  return {
    usable: items.filter((item) => !item.retired),
    of,
    labelOf: (key) => {
      const labels = of(key)?.labels;
      return labels?.[locale] ?? labels?.['en'] ?? Object.values(labels ?? {})[0] ?? ratingLook(key)?.words ?? key;
    },
    lookOf: (key) => of(key) ?? ratingLook(key) ?? null,
  };
}
