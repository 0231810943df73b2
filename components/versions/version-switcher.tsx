'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { may } from '@/components/margin/standing.ts';
import { useReader } from '@/components/reader/room/room-context.ts';
import { versionWithReport } from '@/lib/versions/schema.ts';
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
  const latest = source.versions.at(-1)?.number ?? version.number;
  const path = version.number === latest && latest > 1 ? `/sources/${source.id}/versions/${latest}/report` : null;
  const { data } = useApi(path, versionWithReport);
  if (version.number < latest)
    return (
      <p className={styles.banner}>
        {t('older', { number: version.number, latest })}{' '}
        <Link href={`/sources/${source.id}`}>{t('toLatest', { latest })}</Link>
      </p>
    );
  if (!data || data.report.open === 0) return null;
  return (
    <p className={styles.banner}>
      {t('waiting', { count: data.report.open, number: latest })}{' '}
      <Link href={`/sources/${source.id}/changes?v=${latest}`}>{t('look')}</Link>
    </p>
  );
}
