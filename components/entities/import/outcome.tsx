import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import type { ImportResult, ImportTried } from '@/lib/interop/import.schema.ts';
import { useSchemaLabel } from '../use-labels.ts';
import styles from './import.module.css';
import type { ImportStanding } from './use-import.ts';

interface Props {
  readonly standing: ImportStanding;
  readonly caseId: string;
  readonly onStop: (jobId: string) => void;
}

/** What would come of it, how far it is, what came of it. */
export function Outcome({ standing, caseId, onStop }: Props) {
  const t = useTranslations('entities.import');
  if (standing.t === 'trying') return <p role="status">{t('trying')}</p>;
  if (standing.t === 'failed') return <p role="alert">{standing.why}</p>;
  if (standing.t === 'stopped')
    return <p role="status">{t('stopped', { done: standing.done, total: standing.total })}</p>;
  if (standing.t === 'tried') return <Tried tried={standing.tried} />;
  if (standing.t === 'done') return <Done result={standing.result} caseId={caseId} />;
  if (standing.t === 'choosing') return null;
  const { job } = standing;
  return (
    <div className={styles.progress}>
      <p role="status">{job && job.total > 0 ? t('taking', { done: job.done, total: job.total }) : t('waiting')}</p>
      <progress aria-label={t('progress')} {...(job && job.total > 0 ? { value: job.done, max: job.total } : {})} />
      {job ? <Button onClick={() => onStop(job.id)}>{t('stop')}</Button> : null}
    </div>
  );
}

function Tried({ tried }: { readonly tried: ImportTried }) {
  const t = useTranslations('entities.import');
  const labelOf = useSchemaLabel();
  return (
    <section aria-labelledby="tried">
      <h2 id="tried">{t('triedTitle')}</h2>
      <p role="status">{t('tried', { things: tried.things, links: tried.links, others: tried.others })}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption>{t('sample', { count: tried.sample.length })}</caption>
          <thead>
            <tr>
              {(['line', 'name', 'what', 'rest', 'maybe'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`heads.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tried.sample.map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td>{row.name}</td>
                <td>{labelOf(row.schema)}</td>
                <td>
                  {Object.entries(row.properties)
                    .filter(([name]) => name !== 'name')
                    .map(([, values]) => values.join(', '))
                    .join(' · ')}
                </td>
                <td>
                  {row.maybe ? (
                    <Link href={`/entities/${row.maybe.id}`}>
                      {t('maybe', { name: row.maybe.name, score: row.maybe.score })}
                    </Link>
                  ) : (
                    t('nobody')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Refused rows={tried.problems} />
    </section>
  );
}

function Done({ result, caseId }: { readonly result: ImportResult; readonly caseId: string }) {
  const t = useTranslations('entities.import');
  return (
    <section aria-labelledby="done">
      <h2 id="done">{t('doneTitle')}</h2>
      <p role="status">{t('done', { created: result.created, known: result.known, links: result.links })}</p>
      <p>
        <Link href={caseId ? `/investigations/${caseId}/entities` : '/entities'}>{t('see')}</Link> ·{' '}
        <Link href="/entities/duplicates">{t('duplicates')}</Link>
      </p>
      <Refused rows={[...result.problems, ...result.skipped]} />
    </section>
  );
}

interface Refusal {
  readonly line: number;
  readonly why: string;
  readonly id?: string;
}

/** The lines that were left out, each with why. */
function Refused({ rows }: { readonly rows: readonly Refusal[] }) {
  const t = useTranslations('entities.import');
  if (rows.length === 0) return <p>{t('allRead')}</p>;
  return (
    <>
      <h3>{t('left', { count: rows.length })}</h3>
      <ul className={styles.left}>
        {rows.map((row) => (
          <li key={`${row.line} ${row.id ?? ''}`}>
            <b>{t('lineNumber', { line: row.line })}</b> {row.why} {row.id ? <code>{row.id}</code> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
