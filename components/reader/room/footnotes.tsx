'use client';

import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useFormatter, useTranslations } from 'use-intl';
import { gist, wordsOf } from '@/components/margin/look.ts';
import styles from './footnotes.module.css';
import { useReader, useRoomState } from './room-context.ts';

/** On paper the marks are notes under the text, in its order (UX-1). Made only when somebody prints. */
export function Footnotes() {
  const { store } = useReader();
  const printing = useRoomState((state) => state.printing);
  useEffect(() => {
    const { dataset } = document.documentElement;
    let theme = dataset['theme'];
    const before = () => {
      // Paper is light.
      theme = dataset['theme'];
      dataset['theme'] = 'light';
      flushSync(() => store.setState({ printing: true }));
    };
    const after = () => {
      store.setState({ printing: false });
      dataset['theme'] = theme ?? 'system';
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [store]);
  return printing ? <Notes /> : null;
}

function Notes() {
  const { marks, shown, version, source } = useReader();
  const t = useTranslations('reader.print');
  const format = useFormatter();
  const byId = new Map(shown.map((mark) => [mark.id, mark]));
  const ids = [...new Set(marks.map((mark) => mark.id))];
  return (
    <section className={styles.footnotes} aria-label={t('notes')}>
      <p>
        {source.title}. {t('sealed', { number: version.number, hash: version.sha256 })}
      </p>
      <ol>
        {ids.flatMap((id) => {
          const mark = byId.get(id);
          if (!mark) return [];
          const label = mark.anchors[0]?.label;
          return (
            <li key={id}>
              {label ? <b>{label}</b> : null} “{wordsOf(mark)}” — {gist(mark)}{' '}
              <span>
                ({mark.author.name}, {format.dateTime(new Date(mark.createdAt), { dateStyle: 'medium' })})
              </span>
              {mark.replies.map((reply) => (
                <p key={reply.id}>
                  {reply.author.name}: {reply.text}
                </p>
              ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
