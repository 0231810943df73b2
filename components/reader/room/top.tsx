'use client';

import { useTranslations } from 'use-intl';
import { useStore } from 'zustand';
import { Kbd } from '@/components/ui/kbd.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { useActRegistry } from '../acts/registry.tsx';
import { keyFor, keyLabel } from '../acts/keys.rules.ts';
import { useOwnKeys } from '../acts/own-keys.ts';
import { topBarParts } from '../plugins.tsx';
import styles from './top.module.css';
import { PeopleHere } from './people-here.tsx';
import { useReader } from './room-context.ts';

export function RoomTop() {
  const { investigation, source, version, store } = useReader();
  const t = useTranslations('reader');
  const { own } = useOwnKeys();
  const key = keyFor(own, 'palette');
  const registry = useActRegistry();
  const railOpen = useStore(store, (state) => state.railOpen);
  return (
    <div className={styles.top}>
      <TopBar
        crumbs={[{ label: investigation.title, href: `/investigations/${investigation.id}` }, { label: source.title }]}
      >
        <span className={styles.seal} title={`SHA-256 ${version.sha256}`}>
          {t('sealed', { number: version.number })}{' '}
          <code>{`${version.sha256.slice(0, 4)} ${version.sha256.slice(4, 8)}`}</code>
        </span>
        {topBarParts.map((Part, index) => (
          <Part key={index} />
        ))}
        <button
          type="button"
          className={`${styles.find} ${styles.railButton}`}
          aria-controls="rail"
          aria-expanded={railOpen}
          onClick={() => registry.run('panels')}
        >
          {t('rail.button')}
        </button>
        <button type="button" className={styles.find} onClick={() => store.setState({ dialog: 'palette' })}>
          <span className={styles.findLong}>{t('palette.title')}</span>
          <span className={styles.findShort}>{t('palette.short')}</span> {key ? <Kbd>{keyLabel(key)}</Kbd> : null}
        </button>
        <PeopleHere />
      </TopBar>
    </div>
  );
}
