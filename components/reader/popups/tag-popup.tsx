'use client';

import type { SyntheticEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import styles from '../reader.module.css';
import { useReader } from '../room/room-context.ts';

/** Tags, by name; what the case's marks already carry is offered. */
export function TagPopup() {
  const { annotations, mark, leave } = useReader();
  const t = useTranslations('reader.popup');
  const known = useMemo(
    () => [...new Set(annotations.flatMap((one) => one.tags.map((tag) => tag.name)))].sort(),
    [annotations],
  );
  const [text, setText] = useState('');
  const list = useId();
  const tags = text
    .split(',')
    .map((tag) => tag.replace(/^\s*#/u, '').trim())
    .filter(Boolean);
  const save = () => {
    if (tags.length > 0) mark('tag', { tags: [...new Set(tags)] });
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t('tag.label')} hint={t('tag.hint')}>
        {(control) => (
          <TextInput
            {...control}
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
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys="Enter" disabled={tags.length === 0}>
          {t('tag.save')}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
