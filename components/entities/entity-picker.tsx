'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/field.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { guessSchema } from '@/lib/entities/names/guess.rules.ts';
import { commonSchemas, entitySchemas } from '@/lib/entities/rules.ts';
import type { EntityItem } from '@/lib/entities/schema.ts';
import { after, before } from './context.ts';
import { OnLists } from './on-lists.tsx';
import { Reasons } from './reasons.tsx';
import styles from './entity-picker.module.css';
import { useCandidates } from './use-candidates.ts';
import { useSchemaLabel } from './use-labels.ts';
import { useWhereNamed } from './use-where-named.ts';

export type PickedEntity =
  { readonly entityId: string } | { readonly entity: { readonly schema: string; readonly name: string } };

interface EntityPickerProps {
  readonly investigationId: string;
  /** The selected words: what is looked for at first. */
  readonly query: string;
  readonly onPick: (picked: PickedEntity) => void;
  readonly onCancel: () => void;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 200);

/**
 * Whom do these words name (ENT-3)? Ranked candidates as one types, with what tells them apart. Enter links the one that
 * is highlighted; Shift+Enter, or Enter when there is none, creates.
 */
export function EntityPicker({ investigationId, query, onPick, onCancel }: EntityPickerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(() => oneLine(query));
  const [schema, setSchema] = useState(() => guessSchema(query));
  const [active, setActive] = useState(0);
  const [learn, setLearn] = useState(false);
  const t = useTranslations('entities');
  const { items, error, waiting } = useCandidates(investigationId, typed);
  const name = oneLine(typed);
  const chosen = items[Math.min(active, items.length - 1)];

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  const words = oneLine(query);
  /** The link does not wait for the name to be learnt, and stands without it. */
  const link = (entityId: string) => {
    if (learn && words !== '')
      void call(`/api/v1/entities/${entityId}/names`, {
        method: 'POST',
        body: JSON.stringify({ name: words, kind: words.includes(' ') ? 'alias' : 'weak', investigationId }),
      }).catch(() => undefined);
    onPick({ entityId });
  };

  /** Enter was pressed before the answer to these words was there. */
  const wanted = useRef('');
  const answered = useEffectEvent(() => {
    const same = items.filter(({ reasons }) => reasons[0]?.kind === 'same');
    const [only] = same;
    // Whoever is called exactly so, and nobody else is: that is who was meant. All others have to be seen first.
    if (wanted.current === typed && only && same.length === 1) link(only.id);
    wanted.current = '';
  });
  useEffect(() => {
    if (!waiting) answered();
  }, [waiting]);

  const create = () => {
    if (name !== '') onPick({ entity: { schema, name } });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While a letter is being composed (accents, Chinese) Enter ends the composition, nothing else.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onCancel();
    // Whoever types does not reach for the mouse to have a spelling learnt.
    else if (event.altKey && event.code === 'KeyL') setLearn((wanted) => !wanted);
    else if (event.key === 'ArrowDown') setActive((place) => Math.min(place + 1, items.length - 1));
    else if (event.key === 'ArrowUp') setActive((place) => Math.max(place - 1, 0));
    else if (event.key === 'Enter' && event.shiftKey) create();
    // Not while the list still answers what was typed before: it would link somebody else.
    else if (event.key === 'Enter' && waiting) wanted.current = typed;
    else if (event.key === 'Enter' && chosen) link(chosen.id);
    else if (event.key === 'Enter' && error === null) create();
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };

  const said = (): string => {
    if (error !== null) return error || t('picker.unreachable');
    if (name === '') return t('picker.typeName');
    if (waiting) return t('picker.looking');
    return items.length === 0 ? t('picker.nobody') : t('picker.candidates', { count: items.length });
  };

  return (
    <div className={styles.picker} role="group" aria-label={t('picker.title')}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={t('picker.who')}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('picker.known')} className={styles.list} aria-busy={waiting}>
        {items.map((item) => (
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item === chosen}
            className={styles.option}
            onPointerDown={(event) => {
              // Before the field loses focus and the popup closes under the pointer.
              event.preventDefault();
              link(item.id);
            }}
          >
            <Candidate item={item} />
          </div>
        ))}
      </div>
      <p className={styles.said} role="status">
        {said()}
      </p>
      {words === '' || !chosen || chosen.names.some((known) => known.name === words) ? null : (
        <label className={styles.learn}>
          <input
            type="checkbox"
            checked={learn}
            aria-keyshortcuts="Alt+L"
            onChange={(event) => setLearn(event.target.checked)}
          />
          {t('picker.learn', { words: words.length > 40 ? `${words.slice(0, 39)}…` : words })}
        </label>
      )}
      <div className={styles.create}>
        <label htmlFor={`${id}-schema`} className="visually-hidden">
          {t('picker.kindToCreate')}
        </label>
        <Select
          id={`${id}-schema`}
          value={schema}
          onChange={(event) => setSchema(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || (event.key === 'Enter' && event.shiftKey)) onKeyDown(event);
          }}
        >
          <SchemaOptions />
        </Select>
        <Button disabled={name === ''} onClick={create} aria-keyshortcuts="Shift+Enter">
          {t('picker.create', { name: name.length > 28 ? `${name.slice(0, 27)}…` : name })}
        </Button>
      </div>
      <p className={styles.keys} aria-hidden="true">
        {t.rich('picker.keys', { key: (words) => <Kbd>{words}</Kbd> })}
      </p>
    </div>
  );
}

/** The everyday kinds first, then all others. */
export function SchemaOptions() {
  const t = useTranslations('entities.picker');
  const labelOf = useSchemaLabel();
  const others = entitySchemas.filter((name) => !commonSchemas.includes(name));
  return (
    <>
      {commonSchemas.map((name) => (
        <option key={name} value={name}>
          {labelOf(name)}
        </option>
      ))}
      <optgroup label={t('otherKinds')}>
        {others.map((name) => (
          <option key={name} value={name}>
            {labelOf(name)}
          </option>
        ))}
      </optgroup>
    </>
  );
}

/** Why it stands so high: which of its names fits, that this case names it, how many sources speak of it. */
function Why({ item: { matched, matchedKind, name, counts } }: { readonly item: EntityItem }) {
  const t = useTranslations('entities');
  const why = [
    matched && matchedKind && matched !== name
      ? t('picker.matched', { kind: t(`nameKinds.${matchedKind}`).toLowerCase(), name: matched })
      : null,
    counts.here > 0 ? t('picker.sameCase') : null,
    counts.sources > 0 ? t('picker.sources', { count: counts.sources }) : null,
  ].filter((one) => one !== null);
  if (why.length === 0) return null;
  return (
    <span className={styles.why}>
      {why.map((one) => (
        <span key={one}>{one}</span>
      ))}
    </span>
  );
}

/** What tells one candidate from another of the same name. */
function Candidate({ item }: { readonly item: EntityItem }) {
  const t = useTranslations('entities.picker');
  const labelOf = useSchemaLabel();
  const whereNamed = useWhereNamed();
  const others = item.names.filter(({ name }) => name !== item.name).map(({ name }) => name);
  return (
    <>
      <span className={styles.line}>
        <strong className={styles.name}>{item.name}</strong>
        <span className={styles.schema}>{labelOf(item.schema)}</span>
      </span>
      {others.length > 0 ? (
        <span className={styles.facts}>{t('also', { names: others.slice(0, 3).join(', ') })}</span>
      ) : null}
      <span className={styles.facts}>{whereNamed(item.counts)}</span>
      <OnLists lists={item.lists} />
      <Why item={item} />
      <Reasons reasons={item.reasons.slice(0, 3)} />
      {item.sample ? (
        <span className={styles.sample}>
          {before(item.sample.prefix)}
          <mark>{item.sample.exact}</mark>
          {after(item.sample.suffix)}
        </span>
      ) : null}
    </>
  );
}
