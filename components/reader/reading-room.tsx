'use client';

import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { othersHere, useRoom } from '@/components/live/use-room.ts';
import { Margin } from '@/components/margin/margin.tsx';
import { may } from '@/components/margin/standing.ts';
import { useAnnotations } from '@/components/margin/use-annotations.ts';
import { useToast } from '@/components/ui/toast.tsx';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { SourceView, VersionView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import { CheatSheet } from './acts/cheat-sheet.tsx';
import { Palette } from './acts/palette.tsx';
import { ActsContext, actRegistry } from './acts/registry.tsx';
import type { Filter } from './filter.rules.ts';
import { takes } from './filter.rules.ts';
import { banners, companions } from './plugins.tsx';
import { Rail } from './rail.tsx';
import { ReaderText } from './reader-text.tsx';
import styles from './reader.module.css';
import { AtSelection } from './room/at-selection.tsx';
import { Chooser } from './room/chooser.tsx';
import { drawnMarks } from './room/drawn-marks.ts';
import { RoomFoot } from './room/foot.tsx';
import { ReadingActs } from './room/reading-acts.tsx';
import { ReaderContext } from './room/room-context.ts';
import { roomStore } from './room/room-store.ts';
import { RoomTop } from './room/top.tsx';
import { useDeepLink } from './room/use-deep-link.ts';
import { usePlaces } from './room/use-places.ts';
import { useTopBlock } from './room/use-top-block.ts';
import { blockIndexAt } from './segments.rules.ts';
import { Strip } from './strip.tsx';
import { Thread } from './thread.tsx';
import { useBlockWindow } from './use-block-window.ts';
import { usePeers } from './use-peers.ts';
import { usePositions } from './use-positions.ts';

const sourcePage = pageOf(sourceView);

export interface ReadingRoomProps {
  readonly source: SourceView;
  readonly version: VersionView;
  readonly investigation: InvestigationView;
  readonly initial: { readonly items: readonly AnnotationView[]; readonly next: string | null };
  readonly sources: { readonly items: readonly SourceView[]; readonly next: string | null };
  readonly initialFilter: Filter;
}

/** The room where people read a sealed source together. Its parts stand in room/, what plugs into it in plugins.tsx. */
export function ReadingRoom({ source, version, investigation, initial, initialFilter, ...props }: ReadingRoomProps) {
  const me = useMe();
  const toast = useToast();
  const [store] = useState(() => roomStore(initialFilter));
  const [registry] = useState(actRegistry);
  const standing = useMemo(
    () => ({ me, case: { confidential: investigation.confidential, role: investigation.role } }),
    [me, investigation],
  );
  const mayMark = may(standing, 'annotation.create');
  const { data: sources = props.sources } = useApi(
    `/investigations/${investigation.id}/sources?limit=200`,
    sourcePage,
    {
      initialData: props.sources,
    },
  );

  const labelAt = useCallback(
    (offset: number) => version.blocks[blockIndexAt(version.blocks, offset)]?.label ?? null,
    [version],
  );
  const around = useMemo(
    () => ({ me, investigationId: investigation.id, version: { number: version.number, text: version.text }, labelAt }),
    [me, investigation.id, version, labelAt],
  );
  const { annotations, error } = useAnnotations(source.id, initial, around);
  const filter = useStore(store, (state) => state.filter);
  const shown = useMemo(() => annotations.filter((mark) => takes(filter, mark)), [annotations, filter]);
  const marks = useMemo(() => drawnMarks(shown, version.number), [shown, version.number]);

  const [editor, setEditor] = useState<Editor | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const blockElements = useCallback(() => editor?.view.dom.children, [editor]);
  const near = useBlockWindow(scroller, blockElements, version.blocks.length);
  const positions = usePositions(editor, version.blocks, marks, near);
  const topBlock = useTopBlock(scroller, blockElements);
  const { scrollTo, rectOf } = usePlaces(editor, version.blocks, scroller);

  const { people, setState } = useRoom({ kind: 'source', id: source.id });
  const others = useMemo(() => othersHere(people, me.id), [people, me.id]);
  const peers = usePeers(people, me.id);
  const selection = useStore(store, (state) => state.selection);
  useEffect(
    () => setState({ at: version.blocks[topBlock]?.start ?? 0, selection }),
    [setState, selection, topBlock, version],
  );

  const activeId = useStore(store, (state) => state.activeId);
  const activate = useCallback(
    (id: string | null) => {
      store.setState({ activeId: id, chooser: null });
      const url = new URL(window.location.href);
      url.hash = id ? `m=${id}` : '';
      window.history.replaceState(null, '', url);
      const mark = id ? marks.find((one) => one.id === id) : undefined;
      if (mark) scrollTo(mark.start);
    },
    [store, marks, scrollTo],
  );
  useDeepLink(editor !== null, activate);

  const leave = useCallback(() => {
    store.setState({ popup: null, selection: null, caret: null, chooser: null });
    window.getSelection()?.removeAllRanges();
    scroller.current?.focus({ preventScroll: true });
  }, [store]);

  const mark = useCallback(
    (kind: AnnotationView['kind'], more: Record<string, unknown> = {}) => {
      const range = store.getState().selection;
      if (!range) return;
      const id = newId();
      const target = { start: range.start, end: range.end };
      const input = { id, sourceId: source.id, version: version.number, kind, target, ...more };
      void sendCommand('annotation.create', input).then((result) => {
        if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
      });
      leave();
      store.setState({ activeId: id });
    },
    [store, source.id, version.number, leave, toast],
  );

  const reader = useMemo(
    () => ({
      ...{
        source,
        version,
        investigation,
        sources: sources.items,
        standing,
        mayMark,
        annotations,
        shown,
        marks,
        others,
      },
      ...{ editor, store, activate, scrollTo, labelAt, rectOf, mark, leave },
    }),
    [
      source,
      version,
      investigation,
      sources,
      standing,
      mayMark,
      annotations,
      shown,
      marks,
      others,
      editor,
      store,
      activate,
      scrollTo,
      labelAt,
      rectOf,
      mark,
      leave,
    ],
  );
  return (
    <ActsContext value={registry}>
      <ReaderContext value={reader}>
        <div className={styles.frame}>
          <RoomTop />
          <Rail />
          <main id="content" className={styles.scroller} ref={scroller} tabIndex={-1} aria-label={source.title}>
            <h1 className="visually-hidden">{source.title}</h1>
            {banners.map((Banner, index) => (
              <Banner key={index} />
            ))}
            <div className={styles.room} ref={room}>
              <div className={styles.column}>
                <ReaderText near={near} peers={peers} onEditor={setEditor} />
              </div>
              <div className={styles.marginColumn}>
                {error ? <p role="alert">{error}</p> : null}
                <Margin
                  annotations={shown}
                  positions={positions}
                  activeId={activeId}
                  onActivate={activate}
                  standing={standing}
                />
              </div>
              <Thread room={room} activeId={activeId} version={positions} />
            </div>
            <Strip length={version.text.length} marks={marks} people={others} />
          </main>
          <RoomFoot />
          <ReadingActs topBlock={topBlock} />
          <AtSelection />
          <Chooser />
          <CheatSheet />
          <Palette />
          {companions.map((Part, index) => (
            <Part key={index} />
          ))}
        </div>
      </ReaderContext>
    </ActsContext>
  );
}
