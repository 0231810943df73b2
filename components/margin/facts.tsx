import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Chip } from '../ui/chip.tsx';
import { ClaimChips } from './claim-chips.tsx';
import { tagTone } from './look.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';

/** What a card shows of its mark in chips: claim, entity, tags, whom it is for, and how it stands. */
export function Facts({ mark }: { readonly mark: ShownAnnotation }) {
  const t = useTranslations('margin');
  const facts = mark.claim ?? mark.entity ?? mark.assignee ?? mark.tags[0];
  const states = mark.visibility === 'private' || mark.status === 'resolved' || mark.pending;
  if (!facts && !states) return null;
  return (
    <div className={styles.facts}>
      {mark.claim ? <ClaimChips claim={mark.claim} linked={!mark.pending} /> : null}
      {mark.entity ? (
        mark.pending ? (
          <Chip tone="entity">{mark.entity.name}</Chip>
        ) : (
          <Link href={`/entities/${mark.entity.id}`} className={styles.chipLink}>
            <Chip tone="entity">{mark.entity.name}</Chip>
          </Link>
        )
      ) : null}
      {mark.tags.map((tag) => (
        <Chip key={tag.id} tone={tagTone(tag.color)} icon="#">
          {tag.name}
        </Chip>
      ))}
      {mark.assignee ? (
        <Chip tone="question" icon="→">
          {t('for', { name: mark.assignee.name })}
        </Chip>
      ) : null}
      {mark.visibility === 'private' ? <Chip icon="◌">{t('onlyYou')}</Chip> : null}
      {mark.status === 'resolved' ? (
        <Chip tone="ok" icon="✓">
          {t('resolved')}
        </Chip>
      ) : null}
      {mark.pending ? <Chip icon="…">{t('notSaved')}</Chip> : null}
    </div>
  );
}
