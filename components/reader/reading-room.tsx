'use client';

import type { Editor } from '@tiptap/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Margin } from '@/components/margin/margin.tsx';
import { ofVersion } from '@/components/margin/mark-rows.ts';
import { may } from '@/components/margin/standing.ts';
import { useAnnotations } from '@/components/margin/use-annotations.ts';
import { useMarkActs } from '@/components/margin/use-mark-acts.ts';
import type { PackedMarks } from '@/lib/annotations/packed.schema.ts';
import { unpack } from '@/lib/annotations/packed.schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import type { SourceView, VersionView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import { ActsContext, actRegistry } from './acts/registry.tsx';
import type { Filter } from './filter.rules.ts';
import { PeerFlags } from './peer-flags.tsx';
import { banners, cardParts } from './plugins.tsx';
import { Rail } from './rail.tsx';
import { ReaderText } from './reader-text.tsx';
import styles from './reader.module.css';
import { FollowBar } from './room/follow-bar.tsx';
import { RoomFoot } from './room/foot.tsx';
import { News } from './room/news.tsx';
import { ReaderContext } from './room/room-context.ts';
import { RoomParts } from './room/room-parts.tsx';
import { roomStore } from './room/room-store.ts';
import { RoomTop } from './room/top.tsx';
import { useDeepLink } from './room/use-deep-link.ts';
import { useMarking } from './room/use-marking.ts';
import { useMembers } from './room/use-members.ts';
import { usePlaces } from './room/use-places.ts';
import { usePresence } from './room/use-presence.ts';
import { useShownMarks } from './room/use-shown-marks.ts';
import { useTopBlock } from './room/use-top-block.ts';
import { useUnseen } from './room/use-unseen.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';
import { Strip } from './strip.tsx';
import { Thread } from './thread.tsx';
import { useBlockWindow } from './use-block-window.ts';
import { usePositions } from './use-positions.ts';

const sourcePage = pageOf(sourceView);

export interface ReadingRoomProps {
  readonly source: SourceView;
  readonly version: VersionView;
  readonly investigation: InvestigationView;
  /** The marks nearest to where one reads. */
  readonly initial: PackedMarks;
  /** Where one stopped reading this version; 0: at its beginning. */
  readonly readTo: number;
  readonly sources: { readonly items: readonly SourceView[]; readonly next: string | null };
  readonly initialFilter: Filter;
}

/** The room where people read a sealed source together. Its parts stand in room/, what plugs into it in plugins.tsx. */
export function ReadingRoom({ source, version, investigation, initialFilter, readTo, ...props }: ReadingRoomProps) {
  const me = useMe();
  const acts = useMarkActs();
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
    { initialData: props.sources },
  );
  const { members, person } = useMembers(investigation.id, me);

  const labelAt = useCallback(
    (offset: number) => version.blocks[blockIndexAt(version.blocks, offset)]?.label ?? null,
    [version],
  );
  const around = useMemo(
    () => ({
      ...{ me, investigationId: investigation.id, labelAt, person },
      version: { number: version.number, text: version.text },
    }),
    [me, investigation.id, version, labelAt, person],
  );
  const [server] = useState(() => ofVersion({ ...around.version, labelAt }));
  const [initial] = useState(() => ({
    items: unpack(props.initial, { ...around.version, labelAt }),
    complete: props.initial.complete,
  }));
  const { annotations, complete, error } = useAnnotations(source.id, initial, around, server);
  const { shown, marks, byId, index } = useShownMarks(store, annotations, version.number, me.id);

  const [editor, setEditor] = useState<Editor | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const blockElements = useCallback(() => editor?.view.dom.children, [editor]);
  const near = useBlockWindow(scroller, blockElements, {
    first: blockIndexAt(version.blocks, readTo),
    count: version.blocks.length,
  });
  const activeId = useStore(store, (state) => state.activeId);
  const active = useMemo(() => marks.find((one) => one.id === activeId), [marks, activeId]);
  const positions = usePositions(editor, version.blocks, index, near, active);
  const seen = useTopBlock(scroller, blockElements);
  const unseen = useUnseen(seen, {
    ...{ version, sourceId: source.id, investigationId: investigation.id, meId: me.id, annotations, complete, marks },
  });
  const { scrollTo, rectOf, readingAt, lastLineOf } = usePlaces(editor, version.blocks, scroller);
  const { others, peers, drawn, colleagues } = usePresence(
    store,
    source.id,
    me.id,
    version.blocks[seen.from]?.start ?? 0,
  );

  const activate = useCallback(
    (id: string | null) => {
      store.setState({ activeId: id, chooser: null, adjusting: null, writing: null });
      const url = new URL(window.location.href);
      url.hash = id ? `m=${id}` : '';
      window.history.replaceState(null, '', url);
      const mark = id ? marks.find((one) => one.id === id) : undefined;
      if (mark) scrollTo(mark.start);
    },
    [store, marks, scrollTo],
  );
  const wordsOf = useCallback(
    (id: string) => {
      const last = marks.findLast((one) => one.id === id);
      return last ? lastLineOf(last) : null;
    },
    [marks, lastLineOf],
  );
  const say = useCallback((said: string) => store.setState({ said }), [store]);
  const leave = useCallback(() => {
    store.setState({ popup: null, selection: null, extra: [], caret: null, chooser: null, adjusting: null });
    window.getSelection()?.removeAllRanges();
    scroller.current?.focus({ preventScroll: true });
  }, [store]);
  const mark = useMarking(store, { sourceId: source.id, version: version.number }, acts, leave);
  useDeepLink(editor !== null, {
    mark: activate,
    has: (id) => byId.has(id) || (complete ? false : null),
    words: (start, end) => {
      if (end > version.text.length || start >= end) return;
      scrollTo(start);
      store.setState({ caret: { anchor: start, head: end }, selection: { start, end } });
    },
  });

  const reader = useMemo(
    () => ({
      ...{ source, version, investigation, sources: sources.items, members, standing, mayMark, readTo },
      ...{ annotations, complete, shown, marks, others, peers, editor, store, acts },
      ...{ activate, scrollTo, labelAt, rectOf, readingAt, mark, leave, say },
    }),
    // prettier-ignore
    [
      source, version, investigation, sources, members, standing, mayMark, readTo, annotations, complete, shown, marks, others,
      peers, editor, store, acts, activate, scrollTo, labelAt, rectOf, readingAt, mark, leave, say,
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
            {banners.map((Banner, at) => (
              <Banner key={at} />
            ))}
            <div className={styles.room} ref={room}>
              <div className={styles.column}>
                <PeerFlags editor={editor} blocks={version.blocks} peers={peers} version={positions} />
                <ReaderText near={near} index={index} peers={drawn} onEditor={setEditor} />
              </div>
              <div className={styles.marginColumn}>
                {error ? <p role="alert">{error}</p> : null}
                <Margin
                  annotations={byId}
                  positions={positions}
                  activeId={activeId}
                  onActivate={activate}
                  onWriting={(writing) => store.setState({ writing })}
                  standing={standing}
                  acts={acts}
                  people={members}
                  colleagues={colleagues}
                  parts={cardParts}
                />
              </div>
              <Thread room={room} activeId={activeId} wordsOf={wordsOf} version={positions} />
            </div>
            <Strip length={version.text.length} marks={marks} peers={peers} fresh={unseen.ids} onGo={scrollTo} />
          </main>
          <RoomFoot />
          <FollowBar scroller={scroller} />
          <News seen={seen} unseen={unseen} />
          <RoomParts topBlock={seen.from} />
        </div>
      </ReaderContext>
    </ActsContext>
  );
}
