'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { may } from '@/components/margin/standing.ts';
import { useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import type { TextRange } from '@/components/reader/room/room-store.ts';
import { selectedRanges } from '@/components/reader/room/room-store.ts';
import { ReasonDialog } from '@/components/ui/reason-dialog.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { wholeWords } from '@/lib/retention/bars.rules.ts';
import styles from './redactions.module.css';
import { useRedactions } from './use-redactions.ts';

/** In the reading room: asks for the selected words to be redacted, and follows what becomes of it (ACC-8). */
export function RedactAct() {
  const { standing } = useReader();
  return may(standing, 'redaction.ask') ? <Redacting /> : null;
}

function Redacting() {
  const { store } = useReader();
  const [range, setRange] = useState<TextRange | null>(null);
  useActs({
    redact: () => {
      const [selected] = selectedRanges(store.getState());
      if (!selected) return false;
      setRange(selected);
      return true;
    },
  });
  return range ? <RedactDialog range={range} onClose={() => setRange(null)} /> : null;
}

function RedactDialog({ range, onClose }: { readonly range: TextRange; readonly onClose: () => void }) {
  const t = useTranslations('retention.redaction');
  const toast = useToast();
  const { source, version, leave } = useReader();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { start, end } = wholeWords(version.text, range);

  async function submit(reason: string) {
    setBusy(true);
    const place = { sourceId: source.id, version: version.number, start, end };
    const result = await sendCommand('redaction.ask', { ...place, reason });
    setBusy(false);
    if (!result.ok) {
      setProblem(result.error.fields?.[0]?.message ?? result.error.detail);
      return;
    }
    toast({ text: t('asked') });
    onClose();
    leave();
  }
  return (
    <ReasonDialog
      title={t('title')}
      label={t('reason')}
      hint={t('reasonHint')}
      act={t('ask')}
      cancel={t('cancel')}
      danger={false}
      busy={busy}
      error={problem}
      onClose={onClose}
      onSubmit={(reason) => void submit(reason)}
    >
      <blockquote className={styles.words}>{version.text.slice(start, end)}</blockquote>
      <p>{t('what')}</p>
    </ReasonDialog>
  );
}

/** One line above the text: words in it wait for a second person. */
export function RedactionBanner() {
  const { investigation, standing, source } = useReader();
  const t = useTranslations('retention.redaction');
  const { items } = useRedactions(investigation.id, may(standing, 'redaction.read'));
  const waiting = items.filter((item) => item.outcome === null && item.source.id === source.id).length;
  if (waiting === 0) return null;
  return (
    <p className={styles.banner}>
      {t('waitsHere', { count: waiting })}{' '}
      <Link href={`/investigations/${investigation.id}?redactions=open`}>{t('look')}</Link>
    </p>
  );
}
