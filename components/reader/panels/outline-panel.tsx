'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useReader } from '../room/room-context.ts';
import { readingTime } from './reading-time.rules.ts';

const OUTLINE = new Set(['headline', 'subhead', 'caption']);

/** How long this source is, and its parts to jump to. */
export function OutlinePanel() {
  const { version } = useReader();
  const t = useTranslations('reader.rail');
  const time = useMemo(() => readingTime(version), [version]);
  const outline = version.blocks.filter((block) => OUTLINE.has(block.role));
  return (
    <section aria-labelledby="rail-outline">
      <h2 id="rail-outline">{t('outline')}</h2>
      <p>{t('words', { ...time })}</p>
      <ul>
        {outline.map((block) => (
          <li key={block.id}>
            <a href={`#${block.label}`}>
              <span>{version.text.slice(block.start, block.end).slice(0, 60)}</span>
              <small>{block.page === null ? block.label : t('page', { page: block.page })}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
