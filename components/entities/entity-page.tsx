'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FlagButton } from '@/components/admin/flag-button.tsx';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { WhoSees } from '@/components/visibility/who-sees.tsx';
import type { EntityView, MentionView } from '@/lib/entities/schema.ts';
import { entityView } from '@/lib/entities/schema.ts';
import { EntityTimeline } from '@/components/network/entity-timeline.tsx';
import { Alongside } from './alongside.tsx';
import { ClaimChip } from './claim-chip.tsx';
import { EditNames } from './edit-names.tsx';
import { Duplicates } from './duplicates.tsx';
import { EditProperty } from './edit-property.tsx';
import styles from './entities.module.css';
import { Lookup } from './lookup.tsx';
import { Mentions } from './mentions.tsx';
import { MergedInto, WatchButton } from './merged-into.tsx';
import { Notes } from './notes.tsx';
import { Relationships } from './relationships/relationships.tsx';
import { usePropertyLabel, useSchemaLabel } from './use-labels.ts';
import { useValueWords } from './use-value-words.ts';

interface Props {
  readonly initial: EntityView;
  readonly mentions: { readonly items: readonly MentionView[]; readonly next: string | null };
}

/** Everything about one entity, as far as the viewer may see it (ENT-5, ENT-7). */
export function EntityPage({ initial, mentions }: Props) {
  const t = useTranslations('entities');
  const labelOf = useSchemaLabel();
  const { data: entity = initial, refetch } = useApi(`/entities/${initial.id}`, entityView, { initialData: initial });
  const [editing, setEditing] = useState<'names' | 'property' | null>(null);
  const saved = () => {
    setEditing(null);
    void refetch();
  };
  const others = entity.names.filter(({ name }) => name !== entity.name);
  return (
    <>
      <TopBar crumbs={[{ label: t('entities'), href: '/entities' }, { label: entity.name }]} />
      <main id="content" className={styles.page}>
        <header className={styles.head}>
          <p className={styles.kindLine}>
            <Chip tone="entity">{labelOf(entity.schema)}</Chip>
            <span>{t('page.counts', entity.counts)}</span>
          </p>
          <h1>{entity.name}</h1>
          <p className={styles.kindLine}>
            <WatchButton entity={entity} onChanged={() => void refetch()} />
            <Link href={`/entities/${entity.id}/network`}>{t('page.network')}</Link>
            <WhoSees type="entity" id={entity.id} />
            <FlagButton subjectType="entity" subjectId={entity.id} />
          </p>
        </header>
        <div className={styles.columns}>
          <div>
            <section aria-labelledby="mentions">
              <h2 id="mentions">{t('page.mentions')}</h2>
              <Mentions entityId={entity.id} first={mentions} all={entity.counts.mentions} />
            </section>
            <section aria-labelledby="claims">
              <h2 id="claims">{t('page.claims')}</h2>
              <Claims entity={entity} />
            </section>
            <section aria-labelledby="notes">
              <h2 id="notes">{t('notes.title')}</h2>
              <Notes entityId={entity.id} />
            </section>
            <section aria-labelledby="timeline">
              <h2 id="timeline">{t('page.timeline')}</h2>
              <EntityTimeline entityId={entity.id} />
            </section>
          </div>
          <div>
            <section aria-labelledby="names">
              <h2 id="names">{t('page.names')}</h2>
              <ul className={styles.names}>
                {others.map(({ name, kind, language }) => (
                  <li key={name}>
                    <span lang={language ?? undefined}>{name}</span>
                    <small>
                      {language
                        ? t('names.kindIn', { kind: t(`nameKinds.${kind}`).toLowerCase(), language })
                        : t(`nameKinds.${kind}`).toLowerCase()}
                    </small>
                  </li>
                ))}
              </ul>
              {others.length === 0 ? <p className={styles.muted}>{t('page.noNames')}</p> : null}
              <Button onClick={() => setEditing('names')}>{t('page.editNames')}</Button>
            </section>
            <section aria-labelledby="alongside">
              <h2 id="alongside">{t('alongside.title')}</h2>
              <Alongside entityId={entity.id} />
            </section>
            <section aria-labelledby="relationships">
              <h2 id="relationships">{t('page.relationships')}</h2>
              <Relationships entity={entity} />
            </section>
            <section aria-labelledby="properties">
              <h2 id="properties">{t('page.known')}</h2>
              <Properties entity={entity} />
              <Button onClick={() => setEditing('property')}>{t('page.edit')}</Button>
            </section>
            <Lookup entity={entity} onChanged={() => void refetch()} />
            <section aria-labelledby="maybe-same">
              <Duplicates entityId={entity.id} onMerged={() => void refetch()} headingId="maybe-same" />
            </section>
            <MergedInto entity={entity} onChanged={() => void refetch()} />
          </div>
        </div>
        <EditNames entity={entity} open={editing === 'names'} onClose={() => setEditing(null)} onSaved={saved} />
        <EditProperty entity={entity} open={editing === 'property'} onClose={() => setEditing(null)} onSaved={saved} />
      </main>
    </>
  );
}

function Claims({ entity }: { readonly entity: EntityView }) {
  const t = useTranslations('entities.page');
  if (entity.claims.length === 0) return <p className={styles.muted}>{t('noClaims')}</p>;
  return (
    <ul className={styles.claims}>
      {entity.claims.map((claim) => (
        <li key={claim.id}>
          <Link href={`/claims/${claim.id}`} className={styles.statement}>
            {claim.statement}
          </Link>
          <p className={styles.where}>
            <ClaimChip state={claim.state} rating={claim.rating} />
            <span>{t('claimAs', { number: claim.number, as: t(`as.${claim.as}`) })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Properties({ entity }: { readonly entity: EntityView }) {
  const t = useTranslations('entities.page');
  const schemaOf = useSchemaLabel();
  const labelOf = usePropertyLabel();
  const valueOf = useValueWords();
  if (entity.provenance.length + entity.pointsTo.length === 0)
    return <p className={styles.muted}>{t('nothingKnown')}</p>;
  return (
    <dl className={styles.properties}>
      {/* What two cases say of one thing stands together, as after a merge. */}
      {[...Map.groupBy(entity.provenance, ({ property }) => property).values()].flat().map((known) => (
        <div key={known.id}>
          <dt>{labelOf(known.property, known.label)}</dt>
          <dd>
            {valueOf(entity.schema, known.property, known.value)}
            <small>
              {known.sourceId && known.annotationId ? (
                <Link href={`/sources/${known.sourceId}#m=${known.annotationId}`}>
                  {t(`origins.${known.origin}`, { name: known.by })}
                </Link>
              ) : (
                t(`origins.${known.origin}`, { name: known.by })
              )}
            </small>
          </dd>
        </div>
      ))}
      {entity.pointsTo.map(({ id, property, label, target, by }) => (
        <div key={id}>
          <dt>{labelOf(property, label)}</dt>
          <dd>
            <Link href={`/entities/${target.id}`}>{target.name || schemaOf(target.schema)}</Link>
            <small>{t('origins.import', { name: by })}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
