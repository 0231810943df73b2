'use client';

import type { Editor } from '@tiptap/core';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { EntityPicker } from '@/components/entities/entity-picker.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { othersHere, useRoom } from '@/components/live/use-room.ts';
import { Margin } from '@/components/margin/margin.tsx';
import { may } from '@/components/margin/standing.ts';
import { useAnnotations } from '@/components/margin/use-annotations.ts';
import { Faces } from '@/components/ui/avatar.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { SourceView, VersionView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import type { DrawnMark } from './decorations.ts';
import type { Filter } from './filter.rules.ts';
import { takes } from './filter.rules.ts';
import type { KeyboardSelection } from './keyboard-selection.rules.ts';
import { moveSelection } from './keyboard-selection.rules.ts';
import type { KeyAct } from './keys.ts';
import { isWriting, keys } from './keys.ts';
import { ClaimPopup, TagPopup, TextPopup } from './popups.tsx';
import { Rail } from './rail.tsx';
import type { TextRange } from './reader-text.tsx';
import { ReaderText } from './reader-text.tsx';
import styles from './reader.module.css';
import { blockIndexAt, toPosition } from './segments.rules.ts';
import { AtWords, SelectionBar } from './selection-bar.tsx';
import { Strip } from './strip.tsx';
import { Thread } from './thread.tsx';
import { useBlockWindow } from './use-block-window.ts';
import { usePeers } from './use-peers.ts';
import { usePositions } from './use-positions.ts';
import { useRoomKeys } from './use-selection-keys.ts';

const sourcePage = pageOf(sourceView);

type Popup = 'claim' | 'entity' | 'tag' | 'note' | 'question';

export interface ReadingRoomProps {
  readonly source: SourceView;
  readonly version: VersionView;
  readonly investigation: InvestigationView;
  readonly initial: { readonly items: readonly AnnotationView[]; readonly next: string | null };
  readonly sources: { readonly items: readonly SourceView[]; readonly next: string | null };
  readonly initialFilter: Filter;
}

/** The room where people read a sealed source together. */
export function ReadingRoom({
  source,
  version,
  investigation,
  initial,
  sources: initialSources,
  initialFilter,
}: ReadingRoomProps) {
  const me = useMe();
  const router = useRouter();
  const toast = useToast();
  const standing = useMemo(
    () => ({ me, case: { confidential: investigation.confidential, role: investigation.role } }),
    [me, investigation],
  );
  const mayMark = may(standing, 'annotation.create');
  const { data: sources = initialSources } = useApi(
    `/investigations/${investigation.id}/sources?limit=200`,
    sourcePage,
    { initialData: initialSources },
  );

  const around = useMemo(
    () => ({
      me,
      investigationId: investigation.id,
      version: { number: version.number, text: version.text },
      labelAt: (offset: number) => version.blocks[blockIndexAt(version.blocks, offset)]?.label ?? null,
    }),
    [me, investigation.id, version],
  );
  const { annotations, error } = useAnnotations(source.id, initial, around);
  const [filter, setFilter] = useState<Filter>(initialFilter);
  const shown = useMemo(() => annotations.filter((mark) => takes(filter, mark)), [annotations, filter]);
  const marks = useMemo(() => drawn(shown, version.number), [shown, version.number]);

  const [editor, setEditor] = useState<Editor | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [selection, setSelection] = useState<TextRange | null>(null);
  const [keyboard, setKeyboard] = useState<KeyboardSelection | null>(null);
  const [popup, setPopup] = useState<Popup | null>(null);
  const [choice, setChoice] = useState<{ readonly ids: readonly string[]; readonly at: DOMRect } | null>(null);
  const [showKeys, setShowKeys] = useState(false);

  const scroller = useRef<HTMLDivElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const blockElements = useCallback(() => editor?.view.dom.children, [editor]);
  const near = useBlockWindow(scroller, blockElements, version.blocks.length);
  const positions = usePositions(editor, version.blocks, marks, near);

  const { people, setState } = useRoom({ kind: 'source', id: source.id });
  const others = othersHere(people, me.id);
  const peers = usePeers(people, me.id);
  const here = version.blocks[Math.min(near.from + 2, version.blocks.length - 1)]?.start ?? 0;
  const topBlock = useTopBlock(scroller, blockElements);
  useEffect(
    () => setState({ at: version.blocks[topBlock]?.start ?? here, selection }),
    [setState, selection, topBlock, version, here],
  );

  const drawing = useMemo(
    () => ({ marks, peers, activeId, selection: popup || keyboard ? selection : null, caret: keyboard?.head ?? null }),
    [marks, peers, activeId, popup, keyboard, selection],
  );

  const scrollTo = useCallback(
    (offset: number) => {
      if (!editor || !scroller.current) return;
      const { top } = editor.view.coordsAtPos(toPosition(version.blocks, offset));
      const box = scroller.current.getBoundingClientRect();
      if (top < box.top + 60 || top > box.bottom - 120) scroller.current.scrollTop += top - box.top - box.height / 3;
    },
    [editor, version],
  );

  const activate = useCallback(
    (id: string | null) => {
      setActiveId(id);
      setChoice(null);
      const url = new URL(window.location.href);
      url.hash = id ? `m=${id}` : '';
      window.history.replaceState(null, '', url);
      const mark = id ? marks.find((one) => one.id === id) : undefined;
      if (mark) scrollTo(mark.start);
    },
    [marks, scrollTo],
  );

  useDeepLink(editor !== null, (id) => activate(id));

  const selectionRect = useCallback((): DOMRect | null => {
    if (!editor || !selection) return null;
    const from = editor.view.coordsAtPos(toPosition(version.blocks, selection.start));
    const to = editor.view.coordsAtPos(toPosition(version.blocks, selection.end));
    return new DOMRect(
      Math.min(from.left, to.left),
      from.top,
      Math.max(8, Math.abs(to.left - from.left)),
      to.bottom - from.top,
    );
  }, [editor, selection, version]);

  const leave = useCallback(() => {
    setPopup(null);
    setSelection(null);
    setKeyboard(null);
    setChoice(null);
    window.getSelection()?.removeAllRanges();
    scroller.current?.focus({ preventScroll: true });
  }, []);

  const mark = useCallback(
    (kind: AnnotationView['kind'], more: Record<string, unknown> = {}) => {
      if (!selection) return;
      const id = newId();
      const target = { start: selection.start, end: selection.end };
      void sendCommand('annotation.create', {
        id,
        sourceId: source.id,
        version: version.number,
        kind,
        target,
        ...more,
      }).then((result) => {
        if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
      });
      leave();
      setActiveId(id);
    },
    [selection, source.id, version.number, leave, toast],
  );

  const step = useCallback(
    (by: 1 | -1) => {
      const ordered = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
      const index = ordered.findIndex((one) => one.id === activeId);
      const next =
        ordered[index === -1 ? (by === 1 ? 0 : ordered.length - 1) : (index + by + ordered.length) % ordered.length];
      if (next) activate(next.id);
    },
    [marks, activeId, activate],
  );

  const goTo = useCallback(
    (by: 1 | -1) => {
      const sealed = sources.items.filter((one) => one.state === 'sealed');
      const next = sealed[sealed.findIndex((one) => one.id === source.id) + by];
      if (next) router.push(`/sources/${next.id}`);
    },
    [sources, source.id, router],
  );

  const act = (name: KeyAct): boolean => {
    switch (name) {
      case 'claim':
      case 'entity':
      case 'tag':
      case 'note':
      case 'question':
        if (!selection || !mayMark) return false;
        setPopup(name);
        return true;
      case 'highlight':
        if (!selection || !mayMark) return false;
        mark('highlight');
        return true;
      case 'select': {
        const start = version.blocks[topBlock]?.start ?? 0;
        const from = marks.find((one) => one.id === activeId)?.start ?? start;
        setKeyboard({ anchor: from, head: from });
        setSelection(null);
        return true;
      }
      case 'next':
        step(1);
        return true;
      case 'previous':
        step(-1);
        return true;
      case 'nextSource':
        goTo(1);
        return true;
      case 'previousSource':
        goTo(-1);
        return true;
      case 'leave':
        if (!popup && !selection && !keyboard && !choice) activate(null);
        leave();
        return true;
      case 'keys':
        setShowKeys(true);
        return true;
      case 'reply':
        // The margin listens to it itself.
        return false;
    }
  };

  const takeKey = (event: KeyboardEvent): boolean => {
    if (!keyboard || popup || isWriting(event.target) || event.ctrlKey || event.metaKey) return false;
    const moved = moveSelection(version.text, keyboard, event);
    if (!moved) return false;
    setKeyboard(moved);
    const [start, end] = [Math.min(moved.anchor, moved.head), Math.max(moved.anchor, moved.head)];
    setSelection(start === end ? null : { start, end });
    scrollTo(moved.head);
    return true;
  };
  useRoomKeys(takeKey, act);

  const onMarks = useCallback(
    (ids: readonly string[], at: DOMRect) => {
      if (ids.length > 1) setChoice({ ids, at });
      else activate(ids[0] ?? null);
    },
    [activate],
  );
  const onSelect = useCallback((range: TextRange | null) => {
    setKeyboard(null);
    setPopup(null);
    setSelection(range);
  }, []);

  const changeFilter = (next: Filter) => {
    setFilter(next);
    const url = new URL(window.location.href);
    if (next === 'all') url.searchParams.delete('show');
    else url.searchParams.set('show', next);
    window.history.replaceState(null, '', url);
  };

  const words = selection ? version.text.slice(selection.start, selection.end) : '';
  const tagNames = useMemo(
    () => [...new Set(annotations.flatMap((one) => one.tags.map((tag) => tag.name)))].sort(),
    [annotations],
  );
  const reader = others.find((person) => typeof person.state['at'] === 'number');
  const readerAt = reader?.state['at'];

  return (
    <div className={styles.frame}>
      <div className={styles.top}>
        <TopBar
          crumbs={[
            { label: investigation.title, href: `/investigations/${investigation.id}` },
            { label: source.title },
          ]}
        >
          <span className={styles.seal} title={`SHA-256 ${version.sha256}`}>
            Sealed, version {version.number}{' '}
            <code>{`${version.sha256.slice(0, 4)} ${version.sha256.slice(4, 8)}`}</code>
          </span>
          <Faces people={others.map((person) => ({ id: person.userId, name: person.name }))} />
        </TopBar>
      </div>
      <Rail
        sources={sources.items}
        source={source}
        version={version}
        annotations={annotations}
        filter={filter}
        onFilter={changeFilter}
      />
      <main id="content" className={styles.scroller} ref={scroller} tabIndex={-1} aria-label={source.title}>
        <h1 className="visually-hidden">{source.title}</h1>
        <div className={styles.room} ref={room}>
          <div className={styles.column}>
            <ReaderText
              version={version}
              drawing={drawing}
              near={near}
              onEditor={setEditor}
              onSelect={onSelect}
              onMarks={onMarks}
            />
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
      <footer className={styles.foot}>
        <SaveStatus />
        {reader && typeof readerAt === 'number' ? (
          <span>
            {reader.name.split(' ')[0]} is reading {around.labelAt(readerAt)}
          </span>
        ) : null}
        {mayMark ? null : <span>Your role here is to read: you cannot mark.</span>}
        <span className={styles.grow} />
        <span>
          <Kbd>J</Kbd> <Kbd>K</Kbd> next, previous
        </span>
        <button type="button" className={styles.keysButton} onClick={() => setShowKeys(true)}>
          <Kbd>?</Kbd> all keys
        </button>
      </footer>

      {selection && !popup && mayMark ? <SelectionBar rect={selectionRect} onAct={act} /> : null}
      {selection && popup ? (
        <AtWords
          rect={selectionRect}
          className={styles.popup}
          label={`Make a ${popup} of the selected words`}
          onLeave={leave}
        >
          {popup === 'claim' ? (
            <ClaimPopup
              investigationId={investigation.id}
              words={words}
              onPick={(picked) => mark('claim', picked)}
              onCancel={leave}
            />
          ) : null}
          {popup === 'entity' ? (
            <EntityPicker
              investigationId={investigation.id}
              query={words}
              onPick={(picked) => mark('entity', picked)}
              onCancel={leave}
            />
          ) : null}
          {popup === 'tag' ? (
            <TagPopup known={tagNames} onSave={(tags) => mark('tag', { tags })} onCancel={leave} />
          ) : null}
          {popup === 'note' ? (
            <TextPopup
              label="Note"
              hint="Everyone in the case reads it beside these words."
              onSave={(text) => mark('note', { text })}
              onCancel={leave}
            />
          ) : null}
          {popup === 'question' ? (
            <TextPopup
              label="Question"
              hint="It stays open until somebody resolves it."
              onSave={(text) => mark('question', { text })}
              onCancel={leave}
            />
          ) : null}
        </AtWords>
      ) : null}
      {choice ? (
        <AtWords rect={() => choice.at} className={styles.popup} label="Several marks lie here" onLeave={leave}>
          <ul className={styles.choices}>
            {choice.ids.map((id) => {
              const one = annotations.find((annotation) => annotation.id === id);
              return one ? (
                <li key={id}>
                  <button type="button" onClick={() => activate(id)}>
                    {one.claim?.statement ??
                      one.entity?.name ??
                      (one.text || one.tags.map((tag) => tag.name).join(', ') || one.kind)}
                    <small>
                      {one.kind} by {one.author.name}
                    </small>
                  </button>
                </li>
              ) : null;
            })}
          </ul>
        </AtWords>
      ) : null}
      <Dialog open={showKeys} onClose={() => setShowKeys(false)} title="Keys of this screen">
        <dl className={styles.keys}>
          {keys.map((key) => (
            <div key={key.key} className={styles.keyRow}>
              <dt>
                <Kbd>{key.key === 'Escape' ? 'Esc' : key.key}</Kbd>
                <span className="visually-hidden">{key.key}</span>
              </dt>
              <dd>{key.words}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </div>
  );
}

/** The marks that have a place in this version, one spot for each of their ranges. */
function drawn(
  annotations: readonly (AnnotationView & { readonly pending: boolean })[],
  version: number,
): readonly DrawnMark[] {
  return annotations.flatMap((mark) =>
    mark.anchors.flatMap((anchor) =>
      anchor.version === version && anchor.start !== null && anchor.end !== null
        ? [
            {
              id: mark.id,
              start: anchor.start,
              end: anchor.end,
              kind: mark.kind,
              pending: mark.pending,
              resolved: mark.status === 'resolved',
              words: `${mark.kind} by ${mark.author.name}`,
            },
          ]
        : [],
    ),
  );
}

/** `#m=ID` opens a mark, on arrival and when the address changes; `#P12` is the browser's own business. */
function useDeepLink(ready: boolean, open: (id: string) => void): void {
  const opener = useRef(open);
  useEffect(() => {
    opener.current = open;
  });
  useEffect(() => {
    if (!ready) return;
    const look = () => {
      const hash = window.location.hash.slice(1);
      if (hash.startsWith('m=')) opener.current(hash.slice(2));
      else if (hash) document.getElementById(decodeURIComponent(hash))?.scrollIntoView({ block: 'center' });
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [ready]);
}

/** The block that stands at the top of the screen: what one is reading. */
function useTopBlock(scroller: React.RefObject<HTMLElement | null>, blocks: () => HTMLCollection | undefined): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const y = box.getBoundingClientRect().top + 80;
      const index = [...(blocks() ?? [])].findIndex((element) => element.getBoundingClientRect().bottom > y);
      setTop(Math.max(0, index));
    };
    const soon = () => {
      timer ??= setTimeout(look, 250);
    };
    soon();
    box.addEventListener('scroll', soon, { passive: true });
    return () => {
      clearTimeout(timer);
      box.removeEventListener('scroll', soon);
    };
  }, [scroller, blocks]);
  return top;
}
