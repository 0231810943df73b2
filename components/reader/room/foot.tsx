'use client';

import { useTranslations } from 'use-intl';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import styles from '../reader.module.css';
import { useReader } from './room-context.ts';

export function RoomFoot() {
  const { others, labelAt, mayMark, store } = useReader();
  const t = useTranslations('reader.foot');
  const reader = others.find((person) => typeof person.state['at'] === 'number');
  const at = reader?.state['at'];
  return (
    <footer className={styles.foot}>
      <SaveStatus />
      {reader && typeof at === 'number' ? (
        <span>{t('reading', { name: reader.name.split(' ')[0] ?? '', label: labelAt(at) ?? '' })}</span>
      ) : null}
      {mayMark ? null : <span>{t('viewer')}</span>}
      <span className={styles.grow} />
      <span>
        <Kbd>J</Kbd> <Kbd>K</Kbd> {t('step')}
      </span>
      <button type="button" className={styles.keysButton} onClick={() => store.setState({ dialog: 'keys' })}>
        <Kbd>?</Kbd> {t('keys')}
      </button>
    </footer>
  );
}
