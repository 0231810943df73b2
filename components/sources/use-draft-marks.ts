'use client';

import type { Editor } from '@tiptap/core';
import type { Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type * as Y from 'yjs';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import { ofDraft } from '@/components/margin/mark-rows.ts';
import { useAnnotations } from '@/components/margin/use-annotations.ts';
import { markDrawer } from '@/components/reader/drawing/drawn-marks.ts';
import { toPosition } from '@/components/reader/drawing/segments.rules.ts';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { labelsFor } from '@/lib/sources/canonical.rules.ts';
import type { DraftText } from '@/lib/sources/draft-places.rules.ts';
import { draftTextOf, placesNow } from '@/lib/sources/draft-places.rules.ts';
import { drawOn } from './draft-drawing.ts';
import { partsOf } from './draft-roles.ts';

/** A draft has no number yet. */
export const DRAFT = 0;
/** How soon after one's own words the places are looked for again; until then what is drawn goes along. */
const PAUSE_MS = 120;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The draft as it was when it was last looked at, and where its marks stood. */
export interface SeenDraft extends DraftText {
  readonly doc: Editor['state']['doc'] | null;
  readonly marks: readonly ShownAnnotation[];
}

/** What is drawn besides the marks: which of them is open, and what is being marked. */
interface Shown {
  readonly activeId: string | null;
  readonly selection: Range | null;
}

const nothing: SeenDraft = { text: '', blocks: [], doc: null, marks: [] };
const none = { items: [], complete: false };

/** The marks of a draft with the places where they stand now, however much has been written since (SRC-4). */
export function useDraftMarks(
  editor: Editor | null,
  text: LiveText | null,
  source: { readonly id: string; readonly investigationId: string },
  me: { readonly id: string; readonly name: string },
  person: (id: string) => { readonly id: string; readonly name: string },
) {
  const around = useMemo(
    () => ({
      ...{ me, person, investigationId: source.investigationId },
      version: { number: DRAFT, text: '' },
      labelAt: () => null,
    }),
    [me, person, source.investigationId],
  );
  const { annotations, error } = useAnnotations(source.id, none, around, ofDraft);
  const [seen, setSeen] = useState<SeenDraft>(nothing);
  const shown = useRef<Shown>({ activeId: null, selection: null });
  const words = useMarkWords();
  const latest = useRef(seen);
  useEffect(() => {
    if (!editor || !text) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (editor.isDestroyed) return;
      latest.current = seenIn(text.doc, editor, annotations);
      draw(editor, latest.current, shown.current, words);
      setSeen(latest.current);
    };
    const changed = ({ transaction }: { readonly transaction: Transaction }) => {
      // What a colleague writes replaces the whole text here, and what is drawn on it with it: drawn again at once.
      if (transaction.getMeta(ySyncPluginKey) === undefined) timer ??= setTimeout(look, PAUSE_MS);
      else {
        clearTimeout(timer);
        look();
      }
    };
    look();
    editor.on('update', changed);
    return () => {
      clearTimeout(timer);
      editor.off('update', changed);
    };
  }, [editor, text, annotations, words]);
  /** Draws them with another mark active, or with words that are being marked. */
  const show = useCallback(
    (next: Shown) => {
      shown.current = next;
      if (editor) draw(editor, latest.current, next, words);
    },
    [editor, words],
  );
  return { seen, show, error };
}

type Words = (kind: AnnotationKind, name: string) => string;

/** "claim by Mo Okafor", for those who hear the page. */
function useMarkWords(): Words {
  const t = useTranslations('reader');
  return useCallback((kind, name) => t('chooser.by', { kind: t(`kind.${kind}`), name }), [t]);
}

function draw(editor: Editor, { doc, blocks, marks }: SeenDraft, { activeId, selection }: Shown, words: Words): void {
  // Somebody has written since: it is looked at again in a moment.
  if (editor.isDestroyed || doc !== editor.state.doc) return;
  drawOn(editor.view, { blocks, marks: markDrawer(DRAFT, words)(marks), activeId, selection });
}

function seenIn(doc: Y.Doc, editor: Editor, annotations: readonly ShownAnnotation[]): SeenDraft {
  const { text, blocks } = draftTextOf(doc);
  const kept = annotations.flatMap((mark) => mark.draft ?? []);
  const places = placesNow(
    doc,
    kept.map(({ from, to }) => ({ from: bytesOf(from), to: bytesOf(to) })),
  );
  const labels = labelsOf(editor);
  const at = new Map(kept.map((one, index) => [one, places[index] ?? null]));
  const marks = annotations.map((mark) => ({
    ...mark,
    anchors: (mark.draft ?? []).map((one) => {
      const place = at.get(one) ?? null;
      return {
        ...{ version: DRAFT, score: 1, start: place?.start ?? null, end: place?.end ?? null },
        state: place ? ('exact' as const) : ('orphan' as const),
        exact: place ? text.slice(place.start, place.end) : one.exact,
        label: place ? (labels[blocks.findLastIndex(({ start }) => start <= place.start)] ?? null) : null,
      };
    }),
  }));
  return { text, blocks, doc: editor.state.doc, marks };
}

/** P12, by the index of the part; an empty part has no address. */
function labelsOf(editor: Editor): readonly (string | undefined)[] {
  const parts = partsOf(editor.state.doc);
  const labels = [...labelsFor(parts.filter((part) => !part.empty))];
  return parts.map((part) => (part.empty ? undefined : labels.shift()));
}

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** How far below the sheet's top the words of each mark stand. */
export function useDraftPositions(editor: Editor, seen: SeenDraft): ReadonlyMap<string, number> {
  const [positions, setPositions] = useState<ReadonlyMap<string, number>>(new Map());
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const column = editor.view.dom;
    const resized = new ResizeObserver(() => setWidth(column.clientWidth));
    resized.observe(column);
    return () => resized.disconnect();
  }, [editor]);
  useEffect(() => {
    if (editor.isDestroyed || seen.doc !== editor.state.doc) return;
    const { view } = editor;
    const top = view.dom.getBoundingClientRect().top;
    const placed = seen.marks.flatMap(({ id, anchors }) => {
      const start = anchors[0]?.start ?? null;
      return start === null ? [] : [[id, view.coordsAtPos(toPosition(seen.blocks, start)).top - top] as const];
    });
    setPositions(new Map(placed));
  }, [editor, seen, width]);
  return positions;
}
