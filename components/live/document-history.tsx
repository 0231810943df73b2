'use client';

import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { HistoryEntry } from '@/lib/notes/schema.ts';
import { documentAt, documentHistory } from '@/lib/notes/schema.ts';
import styles from './history.module.css';

interface HistoryProps {
  readonly documentId: string;
  /** Whether this person may bring a version back; the server decides again. */
  readonly mayRestore: boolean;
}

/** A draft or rationale as it was, by whom, compared with now; any moment can be brought back as a new edit (LIV-7). */
export function DocumentHistory({ documentId, mayRestore }: HistoryProps) {
  const t = useTranslations('live.history');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('title')} wide>
        <Timeline documentId={documentId} mayRestore={mayRestore} />
      </Dialog>
    </>
  );
}

function Timeline({ documentId, mayRestore }: HistoryProps) {
  const t = useTranslations('live.history');
  const [after, setAfter] = useState<string | null>(null);
  const [chosen, setChosen] = useState<HistoryEntry | null>(null);
  // Here, not in the moment: what was brought back makes a new one of it.
  const [said, setSaid] = useState('');
  const { data, isError, refetch } = useApi(
    `/documents/${documentId}/history${after ? `?after=${after}` : ''}`,
    documentHistory,
  );
  if (isError) return <p role="alert">{t('failed')}</p>;
  if (!data) return <p>{t('loading')}</p>;
  if (data.items.length === 0) return <p>{t('empty')}</p>;
  const shown = chosen ?? data.items[0] ?? null;
  return (
    <div className={styles.history}>
      <ol className={styles.timeline}>
        {data.items.map((entry) => (
          <li key={entry.to}>
            <Entry entry={entry} current={entry.to === shown?.to} onChoose={() => setChosen(entry)} />
          </li>
        ))}
        {data.next ? (
          <li>
            <Button variant="quiet" onClick={() => setAfter(data.next)}>
              {t('more')}
            </Button>
          </li>
        ) : null}
      </ol>
      {shown ? (
        <Moment
          key={shown.to}
          documentId={documentId}
          entry={shown}
          mayRestore={mayRestore}
          onSaid={setSaid}
          onRestored={() => {
            setChosen(null);
            setAfter(null);
            void refetch();
          }}
        />
      ) : null}
      <p role="status">{said}</p>
    </div>
  );
}

function Entry({
  entry,
  current,
  onChoose,
}: {
  readonly entry: HistoryEntry;
  readonly current: boolean;
  readonly onChoose: () => void;
}) {
  const t = useTranslations('live.history');
  const format = useFormatter();
  const names = entry.authors.map(({ name }) => name);
  return (
    <button type="button" aria-current={current} className={styles.entry} onClick={onChoose}>
      <b>{format.list(names)}</b>
      <small>
        <time dateTime={entry.endedAt}>
          {format.dateTime(new Date(entry.endedAt), { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
        {', '}
        {t('edits', { count: entry.edits })}
      </small>
    </button>
  );
}

function Moment({
  documentId,
  entry,
  mayRestore,
  onSaid,
  onRestored,
}: {
  readonly documentId: string;
  readonly entry: HistoryEntry;
  readonly mayRestore: boolean;
  readonly onSaid: (words: string) => void;
  readonly onRestored: () => void;
}) {
  const t = useTranslations('live.history');
  const [against, setAgainst] = useState<'before' | 'now'>('before');
  const [seq, setSeq] = useState(entry.to);
  const [asked, setAsked] = useState(entry.to);
  // Asked for when the slider rests, not at every step of it.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(seq), 150);
    return () => clearTimeout(timer);
  }, [seq]);
  const [busy, setBusy] = useState(false);
  const before = `/documents/${documentId}/at/${entry.from - 1}?against=${asked}`;
  const { data, isError } = useApi(against === 'before' ? before : `/documents/${documentId}/at/${asked}`, documentAt, {
    keepPrevious: true,
  });
  async function restore(): Promise<void> {
    setBusy(true);
    const result = await sendCommand('document.restore', { documentId, seq });
    setBusy(false);
    onSaid(result.ok ? t('restoredNow') : t('refused', { reason: result.error.detail }));
    if (result.ok) onRestored();
  }
  return (
    <section className={styles.moment} aria-label={t('title')}>
      {entry.to > entry.from ? (
        <label className={styles.within}>
          <span>{t('within', { n: seq - entry.from + 1, count: entry.edits })}</span>
          <input
            type="range"
            min={entry.from}
            max={entry.to}
            value={seq}
            onChange={(event) => setSeq(event.target.valueAsNumber)}
          />
        </label>
      ) : null}
      <div role="group" aria-label={t('against')} className={styles.against}>
        <span>{t('against')}</span>
        {(['before', 'now'] as const).map((key) => (
          <button key={key} type="button" aria-pressed={against === key} onClick={() => setAgainst(key)}>
            {t(key === 'before' ? 'before' : 'current')}
          </button>
        ))}
      </div>
      {isError ? <p role="alert">{t('failed')}</p> : null}
      {data ? (
        <p className={styles.words}>
          {data.changes.map(({ kind, text }, index) => {
            if (kind === 'same') return <span key={index}>{text}</span>;
            const Change = kind === 'before' ? 'del' : 'ins';
            return (
              <Change key={index}>
                <span className="visually-hidden">{t(kind === 'before' ? 'removed' : 'added')} </span>
                {text}
              </Change>
            );
          })}
        </p>
      ) : null}
      {data?.changes.every(({ kind }) => kind === 'same') ? <p>{t('same')}</p> : null}
      {mayRestore ? (
        <Button onClick={() => void restore()} disabled={busy}>
          {t(busy ? 'restoring' : 'restore')}
        </Button>
      ) : null}
    </section>
  );
}
