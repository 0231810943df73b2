'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { RatingChip, StateChip } from '@/components/claims/claim-chips.tsx';
import { after, before } from '@/components/entities/context.ts';
import { useSchemaLabel } from '@/components/entities/use-labels.ts';
import { tagTone } from '@/components/margin/look.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { When } from '@/components/ui/when.tsx';
import type { AnnotationHit, SearchHit } from '@/lib/search/schema.ts';
import styles from './search.module.css';
import { Found } from './snippet.tsx';

/** One thing that was found, in the look of its type. */
export function Hit({ hit }: { readonly hit: SearchHit }) {
  const t = useTranslations('search');
  const labelOf = useSchemaLabel();
  const where = hit.investigation?.title;
  switch (hit.type) {
    case 'source':
      return (
        <Line
          href={`/sources/${hit.id}${hit.state === 'draft' ? '/draft' : hit.label ? `#${hit.label}` : ''}`}
          title={hit.title}
          facts={[hit.label, hit.state === 'draft' ? t('draft') : null, where]}
        >
          <Found snippet={hit.snippet} />
        </Line>
      );
    case 'claim':
      return (
        <Line
          href={`/claims/${hit.id}`}
          title={hit.statement}
          facts={[t('claimNumber', { number: hit.number }), where]}
        >
          <StateChip state={hit.state} /> {hit.rating ? <RatingChip rating={hit.rating} /> : null}
        </Line>
      );
    case 'entity':
      return <Line href={`/entities/${hit.id}`} title={hit.name} facts={[labelOf(hit.schema)]} />;
    case 'annotation':
      return <MarkHit hit={hit} />;
  }
}

function Line({
  href,
  title,
  facts,
  children,
}: {
  readonly href: string;
  readonly title: string;
  readonly facts: readonly (string | null | undefined)[];
  readonly children?: ReactNode;
}) {
  return (
    <>
      <Link href={href} className={styles.hitTitle}>
        {title}
      </Link>
      {children ? <p className={styles.snippet}>{children}</p> : null}
      <small className={styles.facts}>{facts.filter(Boolean).join(' · ')}</small>
    </>
  );
}

/** A mark: its words among those around them, what was said about them, and where it stands. */
export function MarkHit({ hit }: { readonly hit: AnnotationHit }) {
  const t = useTranslations('search');
  const href = `/sources/${hit.source.id}#m=${hit.id}`;
  const said = hit.text || hit.claim?.statement;
  // Why it was found, where words were asked for; else what was said, as it was said.
  const asked = hit.snippet.found.length > 0;
  return (
    <>
      <Link href={href} className={styles.quote}>
        {hit.words ? (
          <>
            <span className={styles.around}>{before(hit.words.prefix)}</span>
            <b className={styles[hit.kind]}>{hit.words.exact}</b>
            <span className={styles.around}>{after(hit.words.suffix)}</span>
          </>
        ) : (
          hit.source.title
        )}
      </Link>
      {asked || said ? <p className={styles.snippet}>{asked ? <Found snippet={hit.snippet} /> : said}</p> : null}
      <small className={styles.facts}>
        <Chip>{t(`kinds.${hit.kind}`)}</Chip>
        {hit.tags.map((tag) => (
          <Chip key={tag.name} tone={tagTone(tag.color)} icon="#">
            {tag.name}
          </Chip>
        ))}
        {hit.claim?.rating ? <RatingChip rating={hit.claim.rating} /> : null}
        {hit.status === 'resolved' ? <Chip tone="ok">{t('resolved')}</Chip> : null}
        {hit.visibility === 'private' ? <Chip tone="warn">{t('private')}</Chip> : null}
        <span>
          {hit.author.name} · <When at={hit.createdAt} /> · {hit.source.title}
          {hit.words?.label ? ` ${hit.words.label}` : ''}
          {hit.replies > 0 ? ` · ${t('replies', { count: hit.replies })}` : ''}
        </span>
      </small>
    </>
  );
}
