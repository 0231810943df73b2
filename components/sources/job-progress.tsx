'use client';

import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import type { JobView } from '@/lib/jobs/schema.ts';

/** How far the reading of something is, and the way to stop it. */
export function JobProgress({ job, name }: { readonly job: JobView; readonly name: string }) {
  const t = useTranslations('sources.work');
  const { state, step, done, total } = job;
  const words =
    state === 'queued'
      ? t('queued')
      : step === 'fetching'
        ? t('fetching')
        : step === 'pictures'
          ? t('pictures', { done, total })
          : step === 'saving'
            ? t('saving')
            : total > 1
              ? t('readingPages', { done, total })
              : t('reading');
  return (
    <>
      <span role="status">{words}</span>
      <progress aria-label={t('progress', { name })} {...(total > 1 ? { value: done, max: total } : {})} />
      <Button variant="quiet" onClick={() => void sendCommand('job.cancel', { jobId: job.id })}>
        {t('stop')}
      </Button>
    </>
  );
}
