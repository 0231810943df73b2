'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeyboardSelection } from '@/components/reader/keyboard-selection.rules.ts';
import { moveSelection } from '@/components/reader/keyboard-selection.rules.ts';
import { Button } from '@/components/ui/button.tsx';
import { snapToWords } from '@/lib/anchors/segment.rules.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import styles from './versions.module.css';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Up and down go by words here: the keys do not depend on where lines break. */
const noLines = (): null => null;

/** The new text, to select in it where a mark belongs: with the mouse or with the keys of the reading room. */
export function PlaceText({
  version,
  near,
  onPlace,
  onCancel,
}: {
  readonly version: VersionView;
  /** Where one looks first. */
  readonly near: number;
  readonly onPlace: (range: Range) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('versions');
  const [keys, setKeys] = useState<KeyboardSelection>({ anchor: near, head: near });
  const [chosen, setChosen] = useState<Range | null>(null);
  const [problem, setProblem] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    box.current?.querySelector('[data-caret]')?.scrollIntoView({ block: 'nearest' });
  }, [keys]);

  const place = () => {
    if (chosen) onPlace(chosen);
    else setProblem(true);
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter') place();
    else {
      const moved = moveSelection({ text: version.text, blocks: version.blocks, line: noLines }, keys, event);
      if (!moved) return;
      setKeys(moved);
      setChosen(snapToWords(version.text, moved.anchor, moved.head));
    }
    event.preventDefault();
    event.stopPropagation();
  }

  function onPointerUp() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return;
    const [anchor, head] = [
      offsetOf(selection.anchorNode, selection.anchorOffset),
      offsetOf(selection.focusNode, selection.focusOffset),
    ];
    const range = anchor === null || head === null ? null : snapToWords(version.text, anchor, head);
    if (!range) return;
    selection.removeAllRanges();
    setChosen(range);
    setKeys({ anchor: range.start, head: range.end });
    setProblem(false);
  }

  return (
    <section aria-labelledby="placing" className={styles.placing}>
      <h2 id="placing">{t('placing')}</h2>
      <p>{t('placingHint')}</p>
      {/* A text in which one selects with the keys is a widget of its own: the keys belong to it while it has the focus. */}
      <div
        ref={box}
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-label={t('text', { number: version.number })}
        tabIndex={0}
        className={styles.placeText}
        onKeyDown={onKeyDown}
        onPointerUp={onPointerUp}
      >
        {version.blocks.map((block) => (
          <p key={block.id} lang="">
            {piecesOf(block, chosen, keys.head).map(({ start, end, selected, caret }) => (
              <span
                key={start}
                data-start={start}
                data-caret={caret || undefined}
                className={selected ? styles.chosen : undefined}
              >
                {version.text.slice(start, end)}
              </span>
            ))}
          </p>
        ))}
      </div>
      <p role="alert" hidden={!problem}>
        {t('nothingSelected')}
      </p>
      <p role="status" className={styles.quote}>
        {chosen ? version.text.slice(chosen.start, chosen.end) : ''}
      </p>
      <div className={styles.acts}>
        <Button variant="primary" keys="Enter" onClick={place}>
          {t('placeHere')}
        </Button>
        <Button variant="quiet" keys="Esc" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  );
}

/** A block cut where the selection begins and ends, and where the caret stands. */
function piecesOf(block: Range, chosen: Range | null, caret: number) {
  const cuts = [block.start, block.end, caret, ...(chosen ? [chosen.start, chosen.end] : [])]
    .filter((at) => at >= block.start && at <= block.end)
    .sort((a, b) => a - b);
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index] ?? end;
    if (start === end) return [];
    const selected = chosen !== null && start >= chosen.start && end <= chosen.end;
    return [{ start, end, selected, caret: start === caret || (end === caret && caret === block.end) }];
  });
}

/** The offset in the version's text of a place in the page. */
function offsetOf(node: Node, offset: number): number | null {
  const element =
    node instanceof Element ? (node.children[offset] ?? node.lastElementChild ?? node) : node.parentElement;
  const span = element?.closest<HTMLElement>('[data-start]') ?? element?.querySelector<HTMLElement>('[data-start]');
  const start = Number(span?.dataset['start'] ?? NaN);
  if (Number.isNaN(start)) return null;
  return node instanceof Text ? start + offset : start;
}
