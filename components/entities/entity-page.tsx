'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import { claimStates, ratingLook, stateLook } from '@/lib/claims/rules.ts';
import { nameKindWords, schemaLabel } from '@/lib/entities/rules.ts';
import type { EntityView, MentionView } from '@/lib/entities/schema.ts';
import { entityView } from '@/lib/entities/schema.ts';
import { after, before } from './context.ts';
import { EditNames } from './edit-names.tsx';
import { Duplicates } from './duplicates.tsx';
import { EditProperty } from './edit-property.tsx';
import styles from './entities.module.css';
import { MergedInto, WatchButton } from './merged-into.tsx';
import { Relationships } from './relationships.tsx';

interface Props {
  readonly initial: EntityView;
  readonly mentions: { readonly items: readonly MentionView[]; readonly next: string | null };
}

/** Everything about one entity, as far as the viewer may see it (ENT-5, ENT-7). */
export function EntityPage({ initial, mentions }: Props) {
  const { data: entity = initial, refetch } = useApi(`/entities/${initial.id}`, entityView, { initialData: initial });
  const [editing, setEditing] = useState<'names' | 'property' | null>(null);
  const saved = () => {
    setEditing(null);
    void refetch();
  };
  const others = entity.names.filter(({ name }) => name !== entity.name);
  return (
    <>
      <TopBar crumbs={[{ label: 'Entities', href: '/entities' }, { label: entity.name }]} />
      <main id="content" className={styles.page}>
        <header className={styles.head}>
          <p className={styles.kindLine}>
            <Chip tone="entity">{schemaLabel(entity.schema)}</Chip>
            <span>{countsLine(entity)}</span>
          </p>
          <h1>{entity.name}</h1>
          <p className={styles.kindLine}>
            <WatchButton entity={entity} onChanged={() => void refetch()} />
          </p>
        </header>
        <div className={styles.columns}>
          <div>
            <section aria-labelledby="mentions">
              <h2 id="mentions">Mentions</h2>
              <Mentions mentions={mentions} />
            </section>
            <section aria-labelledby="claims">
              <h2 id="claims">Claims</h2>
              <Claims entity={entity} />
            </section>
          </div>
          <div>
            <section aria-labelledby="names">
              <h2 id="names">Names</h2>
              <ul className={styles.names}>
                {others.map(({ name, kind, language }) => (
                  <li key={name}>
                    <span lang={language ?? undefined}>{name}</span>
                    <small>
                      {nameKindWords[kind].toLowerCase()}
                      {language ? `, ${language}` : ''}
                    </small>
                  </li>
                ))}
              </ul>
              {others.length === 0 ? <p className={styles.muted}>No other name is known.</p> : null}
              <Button onClick={() => setEditing('names')}>Edit names</Button>
            </section>
            <section aria-labelledby="relationships">
              <h2 id="relationships">Relationships</h2>
              <Relationships entity={entity} />
            </section>
            <section aria-labelledby="properties">
              <h2 id="properties">What is known</h2>
              <Properties entity={entity} />
              <Button onClick={() => setEditing('property')}>Add or change</Button>
            </section>
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

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const countsLine = ({ counts }: EntityView): string =>
  `${plural(counts.mentions, 'mention')} in ${plural(counts.sources, 'source')} of ${plural(counts.cases, 'case')}, ${plural(counts.claims, 'claim')}`;

function Mentions({ mentions }: { readonly mentions: Props['mentions'] }) {
  if (mentions.items.length === 0)
    return (
      <EmptyState title="No mention yet">
        <p>
          Select its name in a source and press <kbd>e</kbd> to link it.
        </p>
      </EmptyState>
    );
  return (
    <>
      <ol className={styles.mentions}>
        {mentions.items.map((mention) => (
          <li key={mention.annotationId}>
            <Link href={`/sources/${mention.sourceId}#m=${mention.annotationId}`} className={styles.quote}>
              {before(mention.prefix)}
              <mark>{mention.exact}</mark>
              {after(mention.suffix)}
            </Link>
            <p className={styles.where}>
              <span>
                {mention.sourceTitle}, version {mention.version}
                {mention.blockLabel ? `, ${mention.blockLabel}` : ''} · {mention.investigationTitle}
              </span>
              <span>
                {mention.author}, <When at={mention.createdAt} />{' '}
                {mention.visibility === 'private' ? <Chip>only you see this</Chip> : null}
              </span>
              <code title={`SHA-256 of the sealed text: ${mention.sha256}`}>
                {mention.sha256.slice(0, 4)} {mention.sha256.slice(4, 8)}
              </code>
            </p>
          </li>
        ))}
      </ol>
      {mentions.next ? <p className={styles.muted}>These are the first {mentions.items.length}.</p> : null}
    </>
  );
}

const why: Readonly<Record<EntityView['claims'][number]['as'], string>> = {
  speaker: 'as its speaker',
  relationship: 'carries a relationship',
  mention: 'in its words',
};

function Claims({ entity }: { readonly entity: EntityView }) {
  if (entity.claims.length === 0) return <p className={styles.muted}>No claim that you may read is about this.</p>;
  return (
    <ul className={styles.claims}>
      {entity.claims.map((claim) => (
        <li key={claim.id}>
          <Link href={`/claims/${claim.id}`} className={styles.statement}>
            {claim.statement}
          </Link>
          <p className={styles.where}>
            <ClaimChip state={claim.state} rating={claim.rating} />
            <span>
              claim {claim.number}, {why[claim.as]}
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The verdict where there is one, otherwise how far the work is. */
export function ClaimChip({ state, rating }: { readonly state: string; readonly rating: string | null }) {
  const verdict = rating ? ratingLook(rating) : undefined;
  if (verdict)
    return (
      <Chip tone={verdict.tone} icon={verdict.icon}>
        {verdict.words}
      </Chip>
    );
  const known = claimStates.find((one) => one === state);
  if (!known) return <Chip>{state}</Chip>;
  const look = stateLook[known];
  return (
    <Chip tone={look.tone} icon={look.icon}>
      {look.words}
    </Chip>
  );
}

const origins = { person: 'entered by', annotation: 'read in a source by', import: 'imported by' } as const;

function Properties({ entity }: { readonly entity: EntityView }) {
  if (entity.provenance.length === 0) return <p className={styles.muted}>Nothing is recorded yet.</p>;
  return (
    <dl className={styles.properties}>
      {entity.provenance.map((known) => (
        <div key={known.id}>
          <dt>{known.label}</dt>
          <dd>
            {known.value}
            <small>
              {known.sourceId && known.annotationId ? (
                <Link href={`/sources/${known.sourceId}#m=${known.annotationId}`}>
                  {origins[known.origin]} {known.by}
                </Link>
              ) : (
                `${origins[known.origin]} ${known.by}`
              )}
            </small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
