'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { SourceView } from '@/lib/sources/schema.ts';
import type { ReportItem, SettleAction, VersionWithReport } from '@/lib/versions/schema.ts';
import { versionWithReport } from '@/lib/versions/schema.ts';
import { PlaceText } from './place-text.tsx';
import { VersionDiff } from './version-diff.tsx';
import { WorkItem } from './work-item.tsx';
import styles from './versions.module.css';

const done = { accept: 'accepted', place: 'placed', retire: 'retired' } as const;

/** What a new version did to the marks, as a work list by keyboard, beside what it did to the text (SRC-5). */
export function ChangesPage({
  source,
  initial,
  maySettle,
}: {
  readonly source: SourceView;
  readonly initial: VersionWithReport;
  readonly maySettle: boolean;
}) {
  const t = useTranslations('versions');
  const toast = useToast();
  const client = useQueryClient();
  const { number } = initial.version;
  const latest = source.versions.at(-1)?.number === number;
  const path = `/sources/${source.id}/versions/${number}/report`;
  const { data = initial } = useApi(path, versionWithReport, { initialData: initial });
  const { report, version } = data;
  const [from, setFrom] = useState(number - 1);
  const [all, setAll] = useState(report.open === 0);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [placing, setPlacing] = useState<ReportItem | null>(null);
  const lastDone = useRef<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const items = useMemo(() => report.items.filter((item) => all || item.open), [report, all]);
  const current = items.find((item) => item.annotationId === currentId) ?? items[0];
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['api', path] }), [client, path]);
  useEvents(source.investigationId, (event) => {
    if (event.data['sourceId'] === source.id) void refresh();
  });

  const send = useCallback(
    async (annotationId: string, action: SettleAction, target?: { start: number; end: number }) => {
      const input = { annotationId, version: number, action, ...(target ? { target } : {}) };
      const result = await sendCommand('version.settle', input);
      if (result.ok) await refresh();
      else toast({ text: result.error.detail, tone: 'bad' });
      return result.ok;
    },
    [number, refresh, toast],
  );
  const takeBack = useCallback(
    async (annotationId: string) => {
      lastDone.current = null;
      if (await send(annotationId, 'reopen')) toast({ text: t('undone') });
    },
    [send, t, toast],
  );
  const settle = useCallback(
    async (annotationId: string, action: Exclude<SettleAction, 'reopen'>, target?: { start: number; end: number }) => {
      if (!(await send(annotationId, action, target))) return;
      lastDone.current = annotationId;
      toast({ text: t(done[action]), action: { label: t('undo'), run: () => void takeBack(annotationId) } });
    },
    [send, takeBack, t, toast],
  );

  const act = useCallback(
    (item: ReportItem, action: SettleAction) => {
      const next = items[items.indexOf(item) + 1] ?? items[items.indexOf(item) - 1];
      setCurrentId(item.annotationId);
      if (action === 'place') setPlacing(item);
      else if (action === 'reopen') void takeBack(item.annotationId);
      else {
        if (!all) setCurrentId(next?.annotationId ?? null);
        void settle(item.annotationId, action);
      }
    },
    [items, all, settle, takeBack],
  );

  const onKey = useCallback(
    (event: KeyboardEvent) => {
      const { target } = event;
      const writing = target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/u.test(target.tagName);
      if (writing || placing || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key];
      if (step && items.length > 0) {
        const at = current ? items.indexOf(current) : -1;
        setCurrentId(items[(at + step + items.length) % items.length]?.annotationId ?? null);
      } else if (event.key === 'u' && lastDone.current) void takeBack(lastDone.current);
      else {
        const action = ({ a: 'accept', p: 'place', r: 'retire' } as const)[event.key];
        if (!action || !current?.open || !maySettle || !latest) return;
        if (action === 'accept' && current.after === null && current.suggestion.length === 0) return;
        act(current, action);
      }
      event.preventDefault();
    },
    [placing, items, current, takeBack, maySettle, latest, act],
  );
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onKey]);
  useEffect(() => {
    if (currentId) list.current?.querySelector(`[data-mark="${currentId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);

  return (
    <main id="content" className={styles.page}>
      <h1>{number === 1 ? t('titleSealed') : t('title', { number })}</h1>
      <p role="status">
        {t('summary', {
          unchanged: report.unchanged,
          moved: report.moved,
          changed: report.changed,
          needsLook: report.needsLook,
          orphaned: report.orphaned,
        })}
      </p>
      <div className={styles.columns}>
        <section aria-labelledby="worklist">
          <div className={styles.head}>
            <h2 id="worklist">{t('worklist')}</h2>
            <div role="group" aria-label={t('worklist')} className={styles.toggle}>
              {[false, true].map((choice) => (
                <Button
                  key={String(choice)}
                  variant="quiet"
                  aria-pressed={all === choice}
                  onClick={() => setAll(choice)}
                >
                  {choice ? `${t('showAll')} ${report.items.length}` : `${t('showOpen')} ${report.open}`}
                </Button>
              ))}
            </div>
          </div>
          {items.length === 0 ? (
            <EmptyState title={report.items.length === 0 ? t('noMarks') : t('allDone')}>
              <p>{t('allDoneHint')}</p>
              <LinkButton href={`/sources/${source.id}`}>{t('toLatest', { latest: number })}</LinkButton>
            </EmptyState>
          ) : (
            <>
              <p className={styles.hint}>{t('keys')}</p>
              <ol ref={list} className={styles.items}>
                {items.map((item) => (
                  <WorkItem
                    key={item.annotationId}
                    item={item}
                    href={`/sources/${source.id}?v=${number}#m=${item.annotationId}`}
                    current={item === current}
                    maySettle={maySettle && latest}
                    onAct={(action) => act(item, action)}
                  />
                ))}
              </ol>
            </>
          )}
        </section>
        {placing ? (
          <PlaceText
            key={placing.annotationId}
            version={version}
            near={placing.suggestion[0]?.start ?? placing.places[0]?.start ?? 0}
            onCancel={() => setPlacing(null)}
            onPlace={(range) => {
              setPlacing(null);
              void settle(placing.annotationId, 'place', range);
            }}
          />
        ) : number === 1 ? null : (
          <div>
            {source.versions.length > 2 ? (
              <label className={styles.compare}>
                {t('compare')}{' '}
                <select value={from} onChange={(event) => setFrom(Number(event.target.value))}>
                  {source.versions
                    .filter((one) => one.number !== number)
                    .map((one) => (
                      <option key={one.number} value={one.number}>
                        {t('version', { number: one.number })}
                      </option>
                    ))}
                </select>
              </label>
            ) : null}
            <VersionDiff sourceId={source.id} from={from} to={number} />
          </div>
        )}
      </div>
    </main>
  );
}
