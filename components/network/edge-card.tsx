'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ClaimChip } from '@/components/entities/claim-chip.tsx';
import { SupportChip } from '@/components/entities/support.tsx';
import { useEdgeWords, useSchemaLabel } from '@/components/entities/use-labels.ts';
import { useWhenWords } from '@/components/entities/use-when-words.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import type { RelationshipView } from '@/lib/entities/schema.ts';
import { relationshipDetail } from '@/lib/entities/schema.ts';
import { EdgeActs } from './edge-acts.tsx';
import { EdgeSaid } from './edge-said.tsx';
import styles from './network.module.css';

/** A line and what it rests on: the words it was drawn from, the claims that carry it, each with the way to its thread. */
interface Props {
  readonly edgeId: string;
  /** What is known of it already. */
  readonly known?: RelationshipView;
  /** The text that lies open below: its words are shown there. */
  readonly open?: { readonly sourceId: string; readonly version: number; readonly onGo: () => void };
}

export function EdgeCard({ edgeId, known, open }: Props) {
  const t = useTranslations('network.edge');
  const entities = useTranslations('entities.page');
  const labelOf = useSchemaLabel();
  const wordsOf = useEdgeWords();
  const when = useWhenWords();
  const toast = useToast();
  const { data: detail, error, refetch } = useApi(`/relationships/${edgeId}`, relationshipDetail);
  const [removed, setRemoved] = useState(false);
  const link = detail ?? known;
  if (removed)
    return (
      <p className={styles.hint} role="status">
        {t('removed')}
      </p>
    );
  if (error) return <p className={styles.hint}>{error.message}</p>;
  if (!link) return <Waiting lines={5} />;
  return (
    <section className={styles.card} aria-labelledby={`edge-${link.id}`}>
      <h2 id={`edge-${link.id}`} data-struck={link.support === 'refuted' || undefined}>
        <Link href={`/entities/${link.fromId}`}>{link.from.name}</Link> {wordsOf(link.words)}{' '}
        <Link href={`/entities/${link.toId}`}>{link.to.name}</Link>
      </h2>
      <p className={styles.facts}>
        <SupportChip support={link.support} />
        {link.stale ? (
          <Chip tone="warn" icon="!">
            {entities('supportChanged')}
          </Chip>
        ) : null}
        {link.wordsMoved ? (
          <Chip tone="warn" icon="!">
            {entities('wordsMoved')}
          </Chip>
        ) : null}
        <span>{[labelOf(link.schema), link.role, when(link)].filter(Boolean).join(', ')}</span>
      </p>
      {detail?.mayChange ? (
        <EdgeActs
          key={detail.id}
          link={detail}
          onChanged={() => void refetch()}
          onRemoved={() => {
            setRemoved(true);
            toast({ text: t('removed') });
          }}
        />
      ) : null}
      {detail ? <EdgeSaid link={detail} /> : null}
      <h3>{t('words')}</h3>
      {link.quotes.length === 0 ? <p className={styles.hint}>{t('noWords')}</p> : null}
      {link.quotes.map((quote) => (
        <blockquote key={`${quote.sourceId} ${quote.start}`} className={styles.quote}>
          {open?.sourceId === quote.sourceId && open.version === quote.version ? (
            <a href={`#t=${quote.start},${quote.end}`} dir="auto" onClick={open.onGo}>
              {quote.exact}
            </a>
          ) : (
            <Link href={`/sources/${quote.sourceId}?v=${quote.version}#t=${quote.start},${quote.end}`} dir="auto">
              {quote.exact}
            </Link>
          )}
          <footer>
            {quote.sourceTitle}
            {quote.annotationId ? (
              <>
                {' · '}
                <Link href={`/words/${quote.annotationId}`}>{t('resting')}</Link>
              </>
            ) : null}
          </footer>
        </blockquote>
      ))}
      <h3>{t('claims')}</h3>
      {link.claims.length === 0 ? <p className={styles.hint}>{t('noClaims')}</p> : null}
      <ul className={styles.plain}>
        {link.claims.map((claim) => (
          <li key={claim.id}>
            <Link href={`/claims/${claim.id}`}>{claim.statement}</Link>
            <p className={styles.facts}>
              <ClaimChip state={claim.state} rating={claim.rating} />
              {claim.rating ? <Link href={`/claims/${claim.id}/thread`}>{t('thread')}</Link> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
