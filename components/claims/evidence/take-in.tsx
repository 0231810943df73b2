'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { followJob } from '@/components/data/follow-job.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { EvidenceView } from '@/lib/claims/evidence/schema.ts';
import styles from '../claims.module.css';

const answer = z.object({ jobId: z.string().nullable(), tied: z.boolean(), quoted: z.boolean() });

/** One key, and an outside address is a source of the case: fetched, sealed, hashed, and the evidence tied to it (CLM-3). */
export function TakeIn({ item, refetch }: { readonly item: EvidenceView; readonly refetch: () => Promise<unknown> }) {
  const t = useTranslations('claims.evidence');
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function ask(): Promise<z.infer<typeof answer> | null> {
    const result = await sendCommand('claim.take_in_evidence', { evidenceId: item.id });
    if (!result.ok) setError(result.error.detail);
    return result.ok ? answer.parse(result.value) : null;
  }
  /** Asks, waits for the page where it had to be fetched, and asks again: then the evidence is tied to it. */
  async function takeIn() {
    setBusy(true);
    setError(null);
    let asked = await ask();
    if (asked?.jobId) {
      const job = await followJob(asked.jobId, () => undefined);
      if (job.failure) setError(job.failure);
      asked = job.state === 'done' ? await ask() : null;
    }
    setBusy(false);
    if (!asked?.tied) return;
    await refetch();
    toast({ text: asked.quoted ? t('takenIn') : `${t('takenIn')} ${t('quoteNotFound')}` });
  }
  return (
    <span className={styles.takeIn}>
      <Button
        variant="quiet"
        busy={busy}
        data-take-in=""
        aria-keyshortcuts="i"
        title={t('takeInHint')}
        onClick={() => void takeIn()}
      >
        {busy ? t('takingIn') : t('takeIn')} <Kbd>i</Kbd>
      </Button>
      {error ? (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      ) : null}
    </span>
  );
}
