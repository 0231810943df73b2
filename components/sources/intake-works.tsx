'use client';

import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import type { JobView } from '@/lib/jobs/schema.ts';
import styles from './intake.module.css';
import { JobProgress } from './job-progress.tsx';
import type { Intake } from './use-intakes.ts';

interface Acts {
  readonly anyway: (intake: Intake) => void;
  readonly dismiss: (intake: Intake) => void;
}

/** Everything that is on its way in, how far it is, and what is to be decided about it. */
export function IntakeWorks({ intakes, ...acts }: Acts & { readonly intakes: readonly Intake[] }) {
  const t = useTranslations('sources.work');
  const section = useRef<HTMLElement>(null);
  const asks = intakes.filter(
    ({ standing }) =>
      standing.t === 'similar' || standing.t === 'failed' || (standing.t === 'done' && standing.copy !== null),
  ).length;
  // What has to be decided, or waits to be opened, stands above a long form: it comes into view.
  useEffect(() => {
    if (asks > 0) section.current?.scrollIntoView({ block: 'nearest' });
  }, [asks]);
  if (intakes.length === 0) return null;
  return (
    <section ref={section} className={styles.works} aria-labelledby="on-their-way">
      <h2 id="on-their-way">{t('title')}</h2>
      <ul>
        {intakes.map((intake) => (
          <li key={intake.id} className={styles.work}>
            <span className={styles.workName}>{intake.name}</span>
            <Work intake={intake} {...acts} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Work({ intake, anyway, dismiss }: Acts & { readonly intake: Intake }) {
  const t = useTranslations('sources.work');
  const { standing } = intake;
  switch (standing.t) {
    case 'sending':
      return <span role="status">{t('sending')}</span>;
    case 'working':
      return <JobProgress job={standing.job} name={intake.name} />;
    case 'done':
      return (
        <>
          <span role="status">{t('done')}</span>
          {standing.copy ? <Copy job={standing.copy} name={intake.name} /> : null}
          <LinkButton variant="quiet" href={`/sources/${intake.id}/draft`}>
            {t('open')}
          </LinkButton>
        </>
      );
    case 'similar':
      return (
        <div className={styles.similar}>
          <p role="alert">{t('similar')}</p>
          <ul>
            {standing.similar.map((one) => (
              <li key={one.id}>
                <Link href={`/sources/${one.id}`}>{one.title}</Link>{' '}
                <span className={styles.facts}>
                  {[
                    one.outlet,
                    one.caseTitle,
                    one.sameAddress ? t('sameAddress') : null,
                    one.overlap > 0 ? t('overlap', { share: one.overlap }) : null,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
          <Button variant="primary" onClick={() => anyway(intake)}>
            {t('anyway')}
          </Button>
          <Button variant="quiet" onClick={() => dismiss(intake)}>
            {t('dismiss')}
          </Button>
        </div>
      );
    case 'cancelled':
    case 'failed':
      return (
        <>
          <span role="alert" className={styles.problem}>
            {standing.t === 'cancelled' ? t('cancelled') : standing.why || t('failed')}
          </span>
          <Button variant="quiet" onClick={() => dismiss(intake)}>
            {t('dismiss')}
          </Button>
        </>
      );
  }
}

/** How far the copy of the page is, which goes on by itself when one leaves. */
function Copy({ job, name }: { readonly job: JobView; readonly name: string }) {
  const t = useTranslations('sources.work');
  if (job.state === 'queued' || job.state === 'running') return <JobProgress job={job} name={name} />;
  if (job.state === 'done') return <span role="status">{t('copied')}</span>;
  return <span role="alert">{job.failure ?? t('notCopied')}</span>;
}
