'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { may } from '@/components/margin/standing.ts';
import { Button } from '@/components/ui/button.tsx';
import { ReasonDialog } from '@/components/ui/reason-dialog.tsx';
import { When } from '@/components/ui/when.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { holdView } from '@/lib/retention/schema.ts';
import styles from './case-hold.module.css';

/** Says that nothing of a case is forgotten, since when and why; its leads and admins set and lift it (ACC-8). */
export function CaseHold({ investigation }: { readonly investigation: InvestigationView }) {
  const t = useTranslations('retention.hold');
  const me = useMe();
  const { data, refetch } = useApi(`/investigations/${investigation.id}/hold`, holdView);
  const [asking, setAsking] = useState(false);
  useEvents(investigation.id, (event) => {
    if (event.type === 'case.held' || event.type === 'case.hold_lifted') void refetch();
  });
  if (!data) return null;
  const { hold } = data;
  const mayHold = may(
    { me, case: { confidential: investigation.confidential, role: investigation.role } },
    'case.hold',
  );
  if (!hold && !mayHold) return null;
  return (
    <div className={styles.hold} data-held={hold !== null}>
      {hold ? (
        <p>
          <strong>{t('held')}</strong> {hold.reason} ({hold.by.name}, <When at={hold.at} />)
        </p>
      ) : null}
      {mayHold ? (
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {hold ? t('lift') : t('set')}
        </Button>
      ) : null}
      {asking ? (
        <HoldDialog
          investigationId={investigation.id}
          held={hold !== null}
          onClose={() => {
            setAsking(false);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}

function HoldDialog({
  investigationId,
  held,
  onClose,
}: {
  readonly investigationId: string;
  readonly held: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('retention.hold');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(reason: string) {
    setBusy(true);
    const result = await sendCommand(held ? 'case.lift_hold' : 'case.set_hold', { investigationId, reason });
    setBusy(false);
    if (result.ok) onClose();
    else setProblem(result.error.fields?.[0]?.message ?? result.error.detail);
  }
  return (
    <ReasonDialog
      title={held ? t('lift') : t('set')}
      label={t('reason')}
      hint={t('reasonHint')}
      act={held ? t('liftNow') : t('setNow')}
      cancel={t('cancel')}
      danger={held}
      busy={busy}
      error={problem}
      onClose={onClose}
      onSubmit={(reason) => void submit(reason)}
    >
      <p>{held ? t('liftWords') : t('setWords')}</p>
    </ReasonDialog>
  );
}
