'use client';

import { useTranslations } from 'use-intl';
import { Faces } from '@/components/ui/avatar.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { topBarParts } from '../plugins.tsx';
import styles from '../reader.module.css';
import { useReader } from './room-context.ts';

export function RoomTop() {
  const { investigation, source, version, others } = useReader();
  const t = useTranslations('reader');
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
        <Faces people={others.map((person) => ({ id: person.userId, name: person.name }))} />
      </TopBar>
    </div>
  );
}
