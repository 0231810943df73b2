'use client';

import Link from 'next/link';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { SourceView, VersionView } from '@/lib/sources/schema.ts';
import type { Filter } from './filter.rules.ts';
import { filters } from './filter.rules.ts';
import styles from './reader.module.css';

interface RailProps {
  readonly sources: readonly SourceView[];
  readonly source: SourceView;
  readonly version: VersionView;
  readonly annotations: readonly ShownAnnotation[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

const OUTLINE = new Set(['headline', 'subhead', 'caption']);

/** Sources of the case, what is in this one, and what to show of it. */
export function Rail({ sources, source, version, annotations, filter, onFilter }: RailProps) {
  const outline = version.blocks.filter((block) => OUTLINE.has(block.role));
  const comments = version.blocks.filter((block) => block.role === 'comment');
  return (
    <nav className={styles.rail} aria-label="This investigation">
      <section aria-labelledby="rail-sources">
        <h2 id="rail-sources">Sources</h2>
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
                    ? 'draft'
                    : other.id === source.id
                      ? annotations.length
                      : other.counts.annotations}
                </small>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="rail-outline">
        <h2 id="rail-outline">In this source</h2>
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
                <span>Reader comments</span>
                <small>{comments.length}</small>
              </a>
            </li>
          ) : null}
        </ul>
      </section>
      <section aria-labelledby="rail-show">
        <h2 id="rail-show">Show</h2>
        <ul>
          {filters.map(({ key, label, takes }) => (
            <li key={key}>
              <button type="button" aria-pressed={filter === key} onClick={() => onFilter(key)}>
                <span>{label}</span>
                <small>{annotations.filter(takes).length}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </nav>
  );
}
