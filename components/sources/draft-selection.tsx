'use client';

import type { Editor } from '@tiptap/core';
import { posToDOMRect } from '@tiptap/core';
import type { KeyboardEvent } from 'react';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { MarkActs } from '@/components/margin/acts.ts';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import { keyFor, keyLabel } from '@/components/reader/acts/keys.rules.ts';
import { useOwnKeys } from '@/components/reader/acts/own-keys.ts';
import { popups, toolbar } from '@/components/reader/plugins.tsx';
import { PopupContext } from '@/components/reader/popups/popup-context.ts';
import reader from '@/components/reader/popups/popup.module.css';
import { toPosition } from '@/components/reader/drawing/segments.rules.ts';
import { AtWords } from '@/components/reader/at-words.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { describe } from '@/lib/anchors/rules.ts';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { newId } from '@/lib/platform/ids.ts';
import { draftTextOf, placeNow } from '@/lib/sources/draft-places.rules.ts';
import type { ChosenWords } from './use-chosen-words.ts';

/** How long a mark waits for the words it stands on to be on the server. */
const SAVED_MS = 5000;

/**
 * What stands at the words that are selected in a draft: the toolbar, or the popup of an act. Letters write here, so the
 * toolbar takes the keys only after Alt+M.
 */
export function DraftSelection({
  editor,
  text,
  sourceId,
  investigation,
  members,
  annotations,
  acts,
  chosen,
  onChosen,
  onMarked,
}: {
  readonly editor: Editor;
  readonly text: LiveText;
  readonly sourceId: string;
  readonly investigation: InvestigationView;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly annotations: readonly ShownAnnotation[];
  readonly acts: MarkActs;
  readonly chosen: ChosenWords;
  readonly onChosen: (chosen: ChosenWords | null) => void;
  readonly onMarked: (id: string) => void;
}) {
  const t = useTranslations('reader');
  const draft = useTranslations('sources.draft');
  const toast = useToast();
  const { own } = useOwnKeys();
  const leave = useCallback(() => {
    onChosen(null);
    editor.commands.focus(undefined, { scrollIntoView: false });
  }, [editor, onChosen]);
  const mark = useCallback(
    (kind: AnnotationKind, more: Record<string, unknown> = {}) => {
      leave();
      void saved(text).then(() => {
        const now = placeNow(text.doc, chosen.kept);
        if (!now) {
          toast({ text: draft('wordsGone'), tone: 'bad' });
          return;
        }
        const { exact, prefix, suffix } = describe(draftTextOf(text.doc).text, [], now.start, now.end);
        const id = newId();
        onMarked(id);
        void acts.create({ id, sourceId, kind, target: { quote: { exact, prefix, suffix } }, ...more });
      });
    },
    [text, chosen, sourceId, acts, leave, onMarked, toast, draft],
  );
  const surroundings = useMemo(
    () => ({ investigation, members, annotations, mark, leave, paint: null }),
    [investigation, members, annotations, mark, leave],
  );
  const rect = useCallback(() => {
    const now = placeNow(text.doc, chosen.kept);
    if (!now || editor.isDestroyed) return null;
    const { blocks } = draftTextOf(text.doc);
    const most = editor.state.doc.content.size;
    const at = (offset: number) => Math.min(toPosition(blocks, offset), most);
    return posToDOMRect(editor.view, at(now.start), at(now.end));
  }, [editor, text, chosen]);

  const open = (name: (typeof toolbar)[number]) => {
    if (popups[name]) onChosen({ ...chosen, act: name });
    else mark('highlight');
  };
  const Popup = chosen.act && chosen.act !== 'bar' ? popups[chosen.act] : undefined;
  if (Popup && chosen.act && chosen.act !== 'bar')
    return (
      <AtWords
        rect={rect}
        className={reader.popup}
        label={t('popup.title', { act: t(`acts.${chosen.act}`) })}
        onLeave={leave}
      >
        <PopupContext value={surroundings}>
          <Popup words={chosen.words} range={chosen.range} />
        </PopupContext>
      </AtWords>
    );

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const name = toolbar.find((one) => keyFor(own, one) === event.key);
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    open(name);
  }
  return (
    <AtWords
      rect={rect}
      className={reader.bar}
      label={t('toolbar.label')}
      {...(chosen.act === 'bar' ? { onLeave: leave } : {})}
    >
      {toolbar.map((name) => {
        const key = keyFor(own, name);
        return (
          // The selection must survive the press.
          <button
            key={name}
            type="button"
            onPointerDown={(event) => event.preventDefault()}
            onKeyDown={onKeyDown}
            onClick={() => open(name)}
          >
            {t(`toolbar.${name}`)} {key ? <kbd aria-hidden="true">{keyLabel(key)}</kbd> : null}
          </button>
        );
      })}
    </AtWords>
  );
}

/** The words of a mark have to be on the server before the mark is: it looks for them there. */
function saved(text: LiveText): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => end(), SAVED_MS);
    const look = () => {
      if (text.status.get().kind === 'saved') end();
    };
    const stop = text.status.subscribe(look);
    function end() {
      clearTimeout(timer);
      stop();
      done();
    }
    look();
  });
}
