'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Field, Select } from '@/components/ui/field.tsx';
import { annotationPage } from '@/lib/annotations/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { sourceView, versionView } from '@/lib/sources/schema.ts';
import styles from '../claims.module.css';

const sourcePage = pageOf(sourceView);

interface PickProps {
  readonly investigationId: string;
  /** `{ annotationId }` for a mark, `{ passage }` for words that are not marked yet. */
  readonly onPick: (picked: Record<string, unknown>) => void;
}

/** Words of any source of the case: select them in its text, or take a mark that is there. */
export function PickWords({ investigationId, onPick }: PickProps) {
  const t = useTranslations('claims.evidence');
  const [sourceId, setSourceId] = useState('');
  const [markId, setMarkId] = useState('');
  const [words, setWords] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const { data: sources } = useApi(`/investigations/${investigationId}/sources?limit=200`, sourcePage);
  const sealed = (sources?.items ?? []).filter((source) => source.versions.length > 0);
  const chosen = sealed.find((source) => source.id === sourceId) ?? sealed[0];
  const number = Math.max(0, ...(chosen?.versions.map((version) => version.number) ?? []));
  const { data: marks } = useApi(chosen ? `/sources/${chosen.id}/annotations?limit=500` : null, annotationPage);
  const { data: version } = useApi(chosen ? `/sources/${chosen.id}/versions/${number}` : null, versionView);
  const usable = (marks?.items ?? []).filter((mark) => mark.visibility === 'case' && mark.anchors.length > 0);

  const takeSelection = useEffectEvent(() => {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !chosen || !version) return;
    const range = selection.getRangeAt(0);
    const [start, end] = [
      placeOf(box.current, range.startContainer, range.startOffset),
      placeOf(box.current, range.endContainer, range.endOffset),
    ];
    if (start === null || end === null || end <= start) return;
    setMarkId('');
    setWords(version.text.slice(start, end));
    onPick({ passage: { sourceId: chosen.id, version: number, target: { start, end } } });
  });
  // The browser's own selection, however it was made: mouse, finger, caret browsing, Shift and the arrows.
  useEffect(() => {
    const listen = () => takeSelection();
    document.addEventListener('selectionchange', listen);
    return () => document.removeEventListener('selectionchange', listen);
  }, []);

  if (sources && sealed.length === 0) return <p>{t('noSources')}</p>;
  return (
    <div className={styles.picker}>
      <Field label={t('source')} hint={t('pickHint')}>
        {(control) => (
          <Select
            {...control}
            value={chosen?.id ?? ''}
            onChange={(event) => {
              setSourceId(event.target.value);
              setMarkId('');
              setWords('');
              onPick({});
            }}
          >
            {sealed.map((source) => (
              <option key={source.id} value={source.id}>
                {source.title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {usable.length > 0 ? (
        <ul className={styles.marks} aria-label={t('marks')}>
          {usable.map((mark) => (
            <li key={mark.id}>
              <label>
                <input
                  type="radio"
                  name="mark"
                  checked={markId === mark.id}
                  onChange={() => {
                    setMarkId(mark.id);
                    setWords(mark.anchors.map((anchor) => anchor.exact).join(' … '));
                    onPick({ annotationId: mark.id });
                  }}
                />
                <span>
                  “
                  {mark.anchors
                    .map((anchor) => anchor.exact)
                    .join(' … ')
                    .slice(0, 160)}
                  ” <small>{mark.anchors[0]?.label}</small>
                </span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
      {version ? (
        <div ref={box} className={styles.sourceText}>
          {version.blocks.map((block) => (
            <p key={block.id} data-start={block.start}>
              {version.text.slice(block.start, block.end)}
            </p>
          ))}
        </div>
      ) : null}
      <p aria-live="polite">{words ? t('picked', { words: words.slice(0, 300) }) : ''}</p>
    </div>
  );
}

/** A place of the browser's selection as an offset into the version's text; null outside of it. */
function placeOf(box: HTMLElement | null, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>('[data-start]');
  if (!block || !box?.contains(block)) return null;
  const start = Number(block.dataset['start']);
  if (node instanceof Text) return start + offset;
  return start + (offset === 0 ? 0 : block.textContent.length);
}
