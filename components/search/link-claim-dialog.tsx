'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FindClaim } from '@/components/claims/find-claim.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import styles from './search.module.css';

const nothing: readonly string[] = [];

/** Which claim the chosen marks carry. */
export function LinkClaimDialog({
  investigationId,
  onPick,
  onClose,
}: {
  readonly investigationId: string;
  readonly onPick: (claimId: string) => void;
  readonly onClose: () => void;
}) {
  const t = useTranslations('search.bulk');
  const [claimId, setClaimId] = useState('');
  return (
    <Dialog open onClose={onClose} title={t('linkClaim')}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          onPick(claimId);
          onClose();
        }}
      >
        <FindClaim investigationId={investigationId} except={nothing} value={claimId} onChange={setClaimId} />
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" type="submit" disabled={claimId === ''}>
            {t('linkDo')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
