'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import type { DraftPart } from './draft-roles.ts';
import styles from './draft.module.css';
import { useCountsInWords } from './use-counts.ts';

/** Sealing cannot be undone, so it says what it does before it does it. */
export function SealDialog({
  sourceId,
  parts,
  marks,
  open,
  onClose,
  onSealed,
}: {
  readonly sourceId: string;
  readonly parts: readonly DraftPart[];
  /** How many marks go along. */
  readonly marks: number;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSealed: () => void;
}) {
  const t = useTranslations('sources.sealing');
  const countsInWords = useCountsInWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const kept = parts.filter((part) => !part.empty);

  async function seal() {
    setBusy(true);
    setProblem(null);
    const result = await sendCommand('source.seal', { sourceId });
    setBusy(false);
    if (result.ok) onSealed();
    else setProblem(result.error.detail);
  }

  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      <div className={styles.sealing}>
        <p>{t('what')}</p>
        <p>{kept.length === 0 ? t('empty') : countsInWords(kept)}</p>
        {marks > 0 ? <p>{t('marks', { count: marks })}</p> : null}
        <p className={styles.quiet}>{t('forever')}</p>
        <p className={styles.problem} role="alert" hidden={!problem}>
          {problem}
        </p>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button variant="primary" busy={busy} disabled={kept.length === 0} onClick={() => void seal()}>
            {t('seal')}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
