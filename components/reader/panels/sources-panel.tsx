'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useReader } from '../room/room-context.ts';

/** The other sources of the case. */
export function SourcesPanel() {
  const { sources, source, annotations } = useReader();
  const t = useTranslations('reader');
  return (
    <section aria-labelledby="rail-sources">
      <h2 id="rail-sources">{t('rail.sources')}</h2>
      <ul>
        {sources.map((other) => (
          <li key={other.id}>
            <Link
              href={other.state === 'sealed' ? `/sources/${other.id}` : `/sources/${other.id}/draft`}
              aria-current={other.id === source.id ? 'page' : undefined}
            >
              <span>{other.title}</span>
              <small>
                {other.state === 'draft'
                  ? t('rail.draft')
                  : other.id === source.id
                    ? annotations.length
                    : other.counts.annotations}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
