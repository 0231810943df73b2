'use client';

import { useTranslations } from 'use-intl';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import type { ActName } from '../acts/acts.rules.ts';
import { keyFor, keyLabel } from '../acts/keys.rules.ts';
import { useOwnKeys } from '../acts/own-keys.ts';
import styles from './foot.module.css';
import keysStyles from '../acts/keys.module.css';
import { useReader } from './room-context.ts';

export function RoomFoot() {
  const { peers, labelAt, mayMark, store } = useReader();
  const t = useTranslations('reader.foot');
  const { own } = useOwnKeys();
  const key = (name: ActName) => keyLabel(keyFor(own, name) ?? '');
  const reader = peers.find((peer) => peer.at !== null);
  return (
    <footer className={styles.foot}>
      <SaveStatus />
      {reader && reader.at !== null ? (
        <span>{t('reading', { name: reader.name.split(' ')[0] ?? '', label: labelAt(reader.at) ?? '' })}</span>
      ) : null}
      {mayMark ? null : <span>{t('viewer')}</span>}
      <span className={styles.grow} />
      <span>
        <Kbd>{key('next')}</Kbd> <Kbd>{key('previous')}</Kbd> {t('step')}
      </span>
      <button type="button" className={keysStyles.keysButton} onClick={() => store.setState({ dialog: 'keys' })}>
        <Kbd>{key('keys')}</Kbd> {t('keys')}
      </button>
    </footer>
  );
}
