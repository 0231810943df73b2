'use client';

import { Fragment, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import type { DiffRowView } from '@/lib/versions/schema.ts';
import { versionDiff } from '@/lib/versions/schema.ts';
import { runsOf } from './diff-runs.ts';
import styles from './versions.module.css';

/** What changed in the text, block by block and word by word, side by side or inline (SRC-5). */
export function VersionDiff({
  sourceId,
  from,
  to,
}: {
  readonly sourceId: string;
  readonly from: number;
  readonly to: number;
}) {
  const t = useTranslations('versions');
  const { data, error } = useApi(`/sources/${sourceId}/versions/${to}/diff?from=${from}`, versionDiff);
  const [inline, setInline] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const runs = useMemo(() => runsOf(data?.rows ?? []), [data]);
  const onlyDivision = data?.rows.every((row) => row.kind === 'same') ?? false;

  return (
    <section aria-labelledby="diff" className={styles.diff}>
      <div className={styles.head}>
        <h2 id="diff">{t('diff')}</h2>
        <div role="group" aria-label={t('diff')} className={styles.toggle}>
          {[false, true].map((choice) => (
            <Button
              key={String(choice)}
              variant="quiet"
              aria-pressed={inline === choice}
              onClick={() => setInline(choice)}
            >
              {choice ? t('inline') : t('sideBySide')}
            </Button>
          ))}
        </div>
      </div>
      {error ? <p role="alert">{error.message}</p> : null}
      {!data && !error ? <p role="status">{t('loading')}</p> : null}
      {onlyDivision && data ? <p>{t('sameWords')}</p> : null}
      <div className={inline ? styles.inline : styles.sides}>
        {runs.map((run) =>
          run.hidden && !opened.has(run.at) ? (
            <p key={run.at} className={styles.skipped}>
              <Button variant="quiet" onClick={() => setOpened(new Set([...opened, run.at]))}>
                {t('sameParts', { count: run.rows.length })}
              </Button>
            </p>
          ) : (
            <Fragment key={run.at}>
              {run.rows.map((row, index) => (
                <Row key={index} row={row} inline={inline} />
              ))}
            </Fragment>
          ),
        )}
      </div>
    </section>
  );
}

function Row({ row, inline }: { readonly row: DiffRowView; readonly inline: boolean }) {
  const t = useTranslations('versions');
  const note =
    row.kind === 'moved'
      ? row.old
        ? t('movedFrom')
        : t('movedTo')
      : row.old
        ? row.new
          ? null
          : t('removed')
        : t('added');
  if (inline || row.kind === 'same') {
    const side = row.new ?? row.old;
    return (
      <div className={styles.row} data-kind={row.kind}>
        <Part label={side?.label ?? ''} note={note} segments={inline ? merged(row) : (side?.segments ?? [])} wide />
      </div>
    );
  }
  return (
    <div className={styles.row} data-kind={row.kind}>
      {row.old ? <Part label={row.old.label} note={row.new ? null : note} segments={row.old.segments} /> : <div />}
      {row.new ? <Part label={row.new.label} note={row.old ? null : note} segments={row.new.segments} /> : <div />}
    </div>
  );
}

type Segments = NonNullable<DiffRowView['old']>['segments'];

/** Old and new words in one line: what was taken out stands before what came in. */
function merged({ old, new: next }: DiffRowView): Segments {
  if (!old || !next) return (old ?? next)?.segments ?? [];
  const out: { text: string; change: Segments[number]['change'] }[] = [];
  let at = 0;
  const takeRemoved = () => {
    while (old.segments[at]?.change === 'removed')
      out.push({ text: old.segments[at++]?.text ?? '', change: 'removed' });
  };
  for (const segment of next.segments) {
    if (segment.change === 'added') {
      takeRemoved();
      out.push(segment);
      continue;
    }
    takeRemoved();
    out.push(segment);
    if (old.segments[at]?.change === 'same') at += 1;
  }
  takeRemoved();
  return out;
}

function Part({
  label,
  note,
  segments,
  wide = false,
}: {
  readonly label: string;
  readonly note: string | null;
  readonly segments: Segments;
  readonly wide?: boolean;
}) {
  return (
    <p className={wide ? styles.widePart : styles.part} lang="">
      <span className={styles.label}>
        {label}
        {note ? <> · {note}</> : null}
      </span>
      {segments.map(({ text, change }, index) =>
        change === 'removed' ? (
          <del key={index}>{text}</del>
        ) : change === 'added' ? (
          <ins key={index}>{text}</ins>
        ) : (
          <Fragment key={index}>{text}</Fragment>
        ),
      )}
    </p>
  );
}
