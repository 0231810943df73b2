'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useMe } from '@/components/desk/providers.tsx';
import type { PersonHere } from '@/components/live/use-room.ts';
import { useMarkActs } from '@/components/margin/use-mark-acts.ts';
import { toPosition } from '@/components/reader/drawing/segments.rules.ts';
import { usePeers } from '@/components/reader/use-peers.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { DraftMargin } from './draft-margin.tsx';
import { DraftSelection } from './draft-selection.tsx';
import type { ChosenWords } from './use-chosen-words.ts';
import type { SeenDraft, useDraftMarks } from './use-draft-marks.ts';
import { useDraftPositions } from './use-draft-marks.ts';

/** What is marked in a draft (SRC-4): drawn on the words, told beside them, and made where words are selected. */
export function DraftMarks({
  editor,
  text,
  seen,
  people,
  members,
  investigation,
  sourceId,
  chosen,
  onChosen,
  setState,
  onShow,
}: {
  readonly editor: Editor;
  readonly text: LiveText;
  readonly seen: SeenDraft;
  readonly people: readonly PersonHere[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly investigation: InvestigationView;
  readonly sourceId: string;
  readonly chosen: ChosenWords | null;
  readonly onChosen: (chosen: ChosenWords | null) => void;
  /** Lets the others see where one answers. */
  readonly setState: (state: Record<string, unknown>) => void;
  readonly onShow: ReturnType<typeof useDraftMarks>['show'];
}) {
  const me = useMe();
  const acts = useMarkActs();
  const standing = useMemo(
    () => ({ me, case: { confidential: investigation.confidential, role: investigation.role } }),
    [me, investigation],
  );
  const [activeId, setActiveId] = useState<string | null>(null);
  const [writing, setWriting] = useState<string | null>(null);
  const positions = useDraftPositions(editor, seen);
  const selection = chosen?.act ? chosen.range : null;
  useEffect(() => onShow({ activeId, selection }), [onShow, activeId, selection]);
  useEffect(() => setState({ active: activeId, writing }), [setState, activeId, writing]);
  const peers = usePeers(people, me.id);
  const colleagues = useMemo(
    () => peers.map((peer) => ({ name: peer.name, activeId: peer.active, writing: peer.writing })),
    [peers],
  );
  useClickedMark(editor, setActiveId);
  useMarkInAddress(seen, (id, start) => {
    setActiveId(id);
    const { node } = editor.view.domAtPos(toPosition(seen.blocks, start));
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  });
  return (
    <>
      <DraftMargin
        marks={seen.marks}
        people={members}
        onActivate={setActiveId}
        onWriting={setWriting}
        {...{ positions, activeId, standing, acts, colleagues }}
      />
      {chosen ? (
        <DraftSelection
          {...{ editor, text, sourceId, investigation, members, acts, chosen, onChosen }}
          annotations={seen.marks}
          onMarked={setActiveId}
        />
      ) : null}
    </>
  );
}

/** A click on marked words opens the innermost mark's card; the caret stands there all the same. */
function useClickedMark(editor: Editor, onMark: (id: string | null) => void): void {
  useEffect(() => {
    const { dom } = editor.view;
    const click = ({ target }: MouseEvent) => {
      const ids = target instanceof Element ? target.closest<HTMLElement>('[data-marks]')?.dataset['marks'] : undefined;
      onMark(ids?.split(' ').at(-1) ?? null);
    };
    dom.addEventListener('click', click);
    return () => dom.removeEventListener('click', click);
  }, [editor, onMark]);
}

/** The address may lead to a mark (`#m=…`), once its words are there. */
function useMarkInAddress({ marks }: SeenDraft, onMark: (id: string, start: number) => void): void {
  const followed = useRef(false);
  const follow = useEffectEvent(onMark);
  useEffect(() => {
    if (followed.current || marks.length === 0) return;
    const asked = /^#m=(.+)$/u.exec(window.location.hash)?.[1];
    const start = marks.find((mark) => mark.id === asked)?.anchors[0]?.start ?? null;
    if (asked === undefined || start === null) return;
    followed.current = true;
    follow(asked, start);
  }, [marks]);
}
