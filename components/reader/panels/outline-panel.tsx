'use client';

import { useTranslations } from 'use-intl';
import { useReader } from '../room/room-context.ts';

const OUTLINE = new Set(['headline', 'subhead', 'caption']);

/** The parts of this source that say where one is. */
export function OutlinePanel() {
  const { version } = useReader();
  const outline = version.blocks.filter((block) => OUTLINE.has(block.role));
  const comments = version.blocks.filter((block) => block.role === 'comment');
  const t = useTranslations('reader');
  return (
    <section aria-labelledby="rail-outline">
      <h2 id="rail-outline">{t('rail.outline')}</h2>
      <ul>
        {outline.map((block) => (
          <li key={block.id}>
            <a href={`#${block.label}`}>
              <span>{version.text.slice(block.start, block.end).slice(0, 60)}</span>
              <small>{block.label}</small>
            </a>
          </li>
        ))}
        {comments[0] ? (
          <li>
            <a href={`#${comments[0].label}`}>
              <span>{t('rail.comments')}</span>
              <small>{comments.length}</small>
            </a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
