'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Select } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import type { FoundNameView } from '@/lib/suggestions/schema.ts';
import { foundNameList } from '@/lib/suggestions/schema.ts';
import { EntityPicker, SchemaOptions } from './entity-picker.tsx';
import type { PickedEntity } from './entity-picker.tsx';
import styles from './found.module.css';
import { OnLists } from './on-lists.tsx';
import { Reasons } from './reasons.tsx';
import { useSchemaLabel } from './use-labels.ts';
import { useWhereNamed } from './use-where-named.ts';

interface Props {
  readonly investigationId: string;
  readonly mayLink: boolean;
}

/** Names that were found and that nobody has linked yet; each waits for a person (ENT-9). */
export function FoundNames({ investigationId, mayLink }: Props) {
  const t = useTranslations('entities.found');
  const toast = useToast();
  const { data, error, refetch } = useApi(`/investigations/${investigationId}/found-names`, foundNameList);
  /** Answered here, and on its way: it need not be looked at again. */
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());

  const send = async (
    name: FoundNameView,
    commands: readonly (readonly [string, Record<string, unknown>])[],
    done: string,
  ) => {
    setAnswered((before) => new Set(before).add(name.id));
    for (const [command, input] of commands) {
      const result = await sendCommand(command, input);
      if (result.ok) continue;
      setAnswered((before) => new Set([...before].filter((id) => id !== name.id)));
      toast({ text: result.error.detail, tone: 'bad' });
      return;
    }
    toast({ text: done });
    void refetch();
  };
  const accept = (name: FoundNameView, picked: PickedEntity) =>
    void send(
      name,
      [
        [
          'suggestion.accept_name',
          {
            investigationId,
            ...picked,
            spellings: name.spellings.slice(0, 20),
            places: name.places
              .slice(0, 500)
              .map(({ sourceId, version, start, end }) => ({ sourceId, version, start, end })),
          },
        ],
      ],
      t('linked', { count: name.places.length }),
    );
  const refuse = (name: FoundNameView) =>
    void send(
      name,
      [...Map.groupBy(name.places, ({ sourceId }) => sourceId)].map(
        ([sourceId, places]) =>
          ['suggestion.refuse', { sourceId, keys: [...new Set(places.map(({ key }) => key))] }] as const,
      ),
      t('refused'),
    );

  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <Waiting lines={6} />;
  const waiting = data.items.filter(({ id }) => !answered.has(id));
  return (
    <section aria-labelledby="found">
      <h2 id="found">{t('title')}</h2>
      <p className={styles.lead} role="status">
        {t('lead', { total: data.total, sources: data.sources.read })}{' '}
        {data.sources.read < data.sources.of ? t('newest', data.sources) : ''}
      </p>
      {waiting.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyNext')}</p>
        </EmptyState>
      ) : (
        <ol className={styles.names}>
          {waiting.map((name) => (
            <li key={name.id}>
              <Found
                name={name}
                investigationId={investigationId}
                mayLink={mayLink}
                onAccept={(picked) => accept(name, picked)}
                onRefuse={() => refuse(name)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface FoundProps {
  readonly name: FoundNameView;
  readonly investigationId: string;
  readonly mayLink: boolean;
  readonly onAccept: (picked: PickedEntity) => void;
  readonly onRefuse: () => void;
}

function Found({ name, investigationId, mayLink, onAccept, onRefuse }: FoundProps) {
  const t = useTranslations('entities.found');
  const labelOf = useSchemaLabel();
  const whereNamed = useWhereNamed();
  const [schema, setSchema] = useState(name.schema);
  const [looking, setLooking] = useState(false);
  const [first] = name.places;
  const others = name.spellings.filter((one) => one !== name.name);
  return (
    <article className={styles.found} aria-label={name.name}>
      <div>
        <h3>{name.name}</h3>
        <OnLists lists={name.lists} />
        {others.length > 0 ? (
          <p className={styles.also}>{t('also', { names: others.slice(0, 6).join(', ') })}</p>
        ) : null}
        {first ? (
          <blockquote>
            <Link href={`/sources/${first.sourceId}?v=${first.version}#t=${first.start},${first.end}`}>
              …{first.before}
              <mark>{first.exact}</mark>
              {first.after}…
            </Link>
          </blockquote>
        ) : null}
        <p className={styles.also}>
          {t('places', {
            count: name.places.length,
            sources: new Set(name.places.map(({ sourceId }) => sourceId)).size,
          })}
        </p>
      </div>
      <div>
        <h4>{name.candidates.length > 0 ? t('sameAs') : t('nobody')}</h4>
        <ul className={styles.candidates}>
          {name.candidates.map((item) => (
            <li key={item.id}>
              <div>
                <Link href={`/entities/${item.id}`}>{item.name}</Link>{' '}
                <small>
                  {labelOf(item.schema)}, {whereNamed(item.counts)}
                </small>
                <OnLists lists={item.lists} />
                <Reasons reasons={item.reasons.slice(0, 2)} />
              </div>
              {mayLink ? (
                <Button
                  variant={item.id === name.entityId ? 'primary' : 'plain'}
                  aria-label={t('linkTo', { name: item.name })}
                  onClick={() => onAccept({ entityId: item.id })}
                >
                  {t('link')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {mayLink ? (
          <div className={styles.acts}>
            <Select aria-label={t('kind')} value={schema} onChange={(event) => setSchema(event.target.value)}>
              <SchemaOptions />
            </Select>
            <Button onClick={() => onAccept({ entity: { schema, name: name.name } })}>{t('create')}</Button>
            <Button variant="quiet" aria-expanded={looking} onClick={() => setLooking(!looking)}>
              {t('other')}
            </Button>
            <Button variant="quiet" onClick={onRefuse}>
              {t('refuse')}
            </Button>
          </div>
        ) : null}
        {looking ? (
          <EntityPicker
            investigationId={investigationId}
            query={name.name}
            onPick={onAccept}
            onCancel={() => setLooking(false)}
          />
        ) : null}
      </div>
    </article>
  );
}
