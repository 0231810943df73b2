'use client';

import { useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { countsInWords } from './count-words.rules.ts';
import type { DraftPart } from './draft-roles.ts';
import styles from './draft.module.css';

/** Sealing cannot be undone, so it says what it does before it does it. */
export function SealDialog({
  sourceId,
  parts,
  open,
  onClose,
  onSealed,
}: {
  readonly sourceId: string;
  readonly parts: readonly DraftPart[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSealed: () => void;
}) {
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
    <Dialog open={open} onClose={onClose} title="Seal this draft?">
      <div className={styles.sealing}>
        <p>
          Sealing makes version 1: these exact words, with a SHA-256 hash that proves them. From then on nobody can
          change them, and everything you mark, claim or quote stands on them.
        </p>
        <p>
          {kept.length === 0 ? 'The draft is empty. Write or paste something first.' : countsInWords(kept).join(', ')}
        </p>
        <p className={styles.quiet}>
          It cannot be undone. Everybody who has the draft open goes to the reading room. The paste it began with stays
          as it was.
        </p>
        <p className={styles.problem} role="alert" hidden={!problem}>
          {problem}
        </p>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            Keep editing
          </Button>
          <Button variant="primary" busy={busy} disabled={kept.length === 0} onClick={() => void seal()}>
            Seal it
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
