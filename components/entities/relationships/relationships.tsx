'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { EntityView, RelationshipView } from '@/lib/entities/schema.ts';
import styles from '../entities.module.css';
import { SupportChip, SupportLine } from '../support.tsx';
import { useEdgeWords, useSchemaLabel } from '../use-labels.ts';
import { useWhenWords } from '../use-when-words.ts';

/** How it is linked, each line with the state of what carries it. */
export function Relationships({ entity }: { readonly entity: EntityView }) {
  const t = useTranslations('entities.page');
  if (entity.relationships.length === 0) return <p className={styles.muted}>{t('noRelationship')}</p>;
  return (
    <ul className={styles.links}>
      {entity.relationships.map((link) => (
        <li key={link.id}>
          <Line link={link} entity={entity} />
        </li>
      ))}
    </ul>
  );
}

function Line({ link, entity }: { readonly link: RelationshipView; readonly entity: EntityView }) {
  const t = useTranslations('entities');
  const labelOf = useSchemaLabel();
  const words = useEdgeWords()(link.words);
  const when = useWhenWords();
  const outward = link.fromId === entity.id;
  const other = outward ? link.to : link.from;
  return (
    <>
      <p className={styles.linkWords}>
        <SupportLine support={link.support} />
        <span className={link.support === 'refuted' ? styles.struck : undefined}>
          {outward || !link.directed ? `${words} ` : ''}
          <Link href={`/entities/${other.id}`}>{other.name}</Link>
          {outward || !link.directed ? '' : ` ${words} ${entity.name}`}
        </span>
      </p>
      <p className={styles.where}>
        <span>{[labelOf(link.schema), link.role, when(link)].filter(Boolean).join(', ')}</span>
        <SupportChip support={link.support} />
        {link.stale ? (
          <Chip tone="warn" icon="!">
            {t('page.supportChanged')}
          </Chip>
        ) : null}
        {link.wordsMoved ? (
          <Chip tone="warn" icon="!">
            {t('page.wordsMoved')}
          </Chip>
        ) : null}
        {link.claims.map((claim) => (
          <Link key={claim.id} href={`/claims/${claim.id}`}>
            {t('page.claim', { number: claim.number })}
          </Link>
        ))}
      </p>
    </>
  );
}
