'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { gist } from './look.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';

/** Many marks on few words: a count, and the list behind it. */
export function GroupCard({
  marks,
  activeId,
  onActivate,
}: {
  readonly marks: readonly ShownAnnotation[];
  readonly activeId: string | null;
  readonly onActivate: (id: string) => void;
}) {
  const t = useTranslations('margin');
  const [open, setOpen] = useState(false);
  const list = useId();
  return (
    <>
      <button
        type="button"
        className={styles.groupHead}
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen(!open)}
      >
        {t('group', { count: marks.length })}
      </button>
      <ul id={list} className={styles.group} hidden={!open}>
        {open
          ? marks.map((mark) => (
              <li key={mark.id}>
                <button
                  type="button"
                  aria-current={mark.id === activeId || undefined}
                  onClick={() => onActivate(mark.id)}
                >
                  <span>{t(`kind.${mark.kind}`)}</span> {gist(mark)}
                </button>
              </li>
            ))
          : null}
      </ul>
    </>
  );
}
