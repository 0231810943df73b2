'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import styles from './suggestions.module.css';
import type { Suggested } from './use-suggestions.ts';

const AROUND = 50;

interface Props {
  readonly name: string;
  readonly places: readonly Suggested[];
  readonly text: string;
  readonly onMark: (ranges: readonly { readonly start: number; readonly end: number }[]) => void;
  readonly onClose: () => void;
}

/** "Mark the other n mentions": each with the words around it, for consent. */
export function OtherMentions({ name, places, text, onMark, onClose }: Props) {
  const t = useTranslations('suggestions');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const agreed = places.filter((place) => !left.has(place.id));
  const turn = (id: string) =>
    setLeft((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return (
    <Dialog open onClose={onClose} title={t('othersTitle', { name })}>
      <p>{t('othersHint')}</p>
      <ul className={styles.places}>
        {places.map(({ id, start, end }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={!left.has(id)} onChange={() => turn(id)} />
              <span>
                …{text.slice(Math.max(0, start - AROUND), start).toWellFormed()}
                <b>{text.slice(start, end)}</b>
                {text.slice(end, end + AROUND).toWellFormed()}…
              </span>
            </label>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          variant="primary"
          disabled={agreed.length === 0}
          onClick={() => onMark(agreed.map(({ start, end }) => ({ start, end })))}
        >
          {t('othersDo', { count: agreed.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
