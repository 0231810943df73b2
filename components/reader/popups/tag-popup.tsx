'use client';

import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { tagTone } from '@/components/margin/look.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import { tagSlug } from '@/lib/annotations/rules.ts';
import styles from '../reader.module.css';
import { useReader } from '../room/room-context.ts';
import { PopupForm } from './popup-form.tsx';

/** How many of the case's tags are offered at once, the most used first. */
const OFFERED = 12;

/** Tags, by name; what the case's marks already carry is offered with its colour. */
export function TagPopup() {
  const { annotations, mark, store } = useReader();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState('');
  const [hidden, setHidden] = useState(false);
  const [paint, setPaint] = useState(false);
  const list = useId();
  const known = useMemo(() => {
    const uses = new Map<string, { tag: (typeof annotations)[number]['tags'][number]; count: number }>();
    for (const one of annotations)
      for (const tag of one.tags) uses.set(tag.id, { tag, count: (uses.get(tag.id)?.count ?? 0) + 1 });
    return [...uses.values()].sort((a, b) => b.count - a.count).map(({ tag }) => tag);
  }, [annotations]);
  const tags = [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.replace(/^\s*#/u, '').trim())
        .filter((tag) => tagSlug(tag) !== ''),
    ),
  ];
  const toggle = (name: string) => {
    const without = tags.filter((tag) => tagSlug(tag) !== tagSlug(name));
    setText((without.length === tags.length ? [...tags, name] : without).join(', '));
  };
  const save = () => {
    mark('tag', { tags, ...(hidden ? { visibility: 'private' } : {}) });
    if (paint) store.setState({ paint: { kind: 'tag', tags } });
  };
  return (
    <PopupForm
      save={t('tag.save')}
      keys="Enter"
      ready={tags.length > 0}
      onSave={save}
      hidden={hidden}
      onHidden={setHidden}
    >
      <Field label={t('tag.label')} hint={t('tag.hint')}>
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            list={list}
            autoComplete="off"
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <datalist id={list}>
        {known.map((tag) => (
          <option key={tag.id} value={tag.name} />
        ))}
      </datalist>
      {known.length > 0 ? (
        <div className={styles.tags} role="group" aria-label={t('tag.known')}>
          {known.slice(0, OFFERED).map((tag) => (
            <button
              key={tag.id}
              type="button"
              aria-pressed={tags.some((one) => tagSlug(one) === tagSlug(tag.name))}
              onClick={() => toggle(tag.name)}
            >
              <Chip tone={tagTone(tag.color)} icon="#">
                {tag.name}
              </Chip>
            </button>
          ))}
        </div>
      ) : null}
      <label className={styles.check}>
        <input type="checkbox" checked={paint} onChange={(event) => setPaint(event.target.checked)} />
        {t('tag.paint')}
      </label>
    </PopupForm>
  );
}
