'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { may } from '@/components/margin/standing.ts';
import { useReader } from '@/components/reader/room/room-context.ts';
import styles from './versions.module.css';

/** In the top bar of the reading room: the versions, and the way to correct the article. */
export function VersionSwitcher() {
  const t = useTranslations('versions');
  const router = useRouter();
  const { source, version, standing } = useReader();
  const latest = source.versions.at(-1)?.number ?? version.number;
  return (
    <span className={styles.switcher}>
      {source.versions.length > 1 ? (
        <>
          <label>
            <span className="visually-hidden">{t('switcher')}</span>
            <select
              value={version.number}
              onChange={(event) => router.push(`/sources/${source.id}?v=${event.target.value}`)}
            >
              {source.versions.map(({ number }) => (
                <option key={number} value={number}>
                  {number === latest ? t('latest', { number }) : t('version', { number })}
                </option>
              ))}
            </select>
          </label>
          <Link href={`/sources/${source.id}/changes?v=${latest}`}>{t('changes')}</Link>
        </>
      ) : null}
      {may(standing, 'version.add') ? <Link href={`/sources/${source.id}/versions/new`}>{t('correct')}</Link> : null}
    </span>
  );
}

/** One line above the text: an older version says so; the latest says what waits. */
export function VersionBanner() {
  const t = useTranslations('versions');
  const { source, version } = useReader();
  const latest = source.versions.at(-1);
  if (latest && version.number < latest.number)
    return (
      <p className={styles.banner}>
        {t('older', { number: version.number, latest: latest.number })}{' '}
        <Link href={`/sources/${source.id}`}>{t('toLatest', { latest: latest.number })}</Link>
      </p>
    );
  if (!latest || latest.waiting === 0) return null;
  const words = latest.number === 1 ? 'waitingSealed' : 'waiting';
  return (
    <p className={styles.banner}>
      {t(words, { count: latest.waiting, number: latest.number })}{' '}
      <Link href={`/sources/${source.id}/changes?v=${latest.number}`}>{t('look')}</Link>
    </p>
  );
}
