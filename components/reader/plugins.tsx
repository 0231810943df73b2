import type { ComponentType } from 'react';
import { LinksInText } from '@/components/entities/relationships/links-in-text.tsx';
import { LinksOnCard } from '@/components/entities/relationships/links-on-card.tsx';
import { RelateAct } from '@/components/entities/relationships/relate-act.tsx';
import { RelatePopup } from '@/components/entities/relationships/relate-popup.tsx';
import { Relink } from '@/components/entities/relink.tsx';
import { RoomGuide } from '@/components/guide/room-guide.tsx';
import type { CardPart } from '@/components/margin/card.tsx';
import { RedactAct, RedactionBanner } from '@/components/retention/redact-act.tsx';
import { AboutPanel, AboutSource } from '@/components/sources/about-source.tsx';
import { PagePictureButton, PagePictures } from '@/components/sources/page-picture/page-pictures.tsx';
import { CatchUpBanner } from '@/components/suggestions/catch-up-banner.tsx';
import { SuggestionsPanel } from '@/components/suggestions/suggestions-panel.tsx';
import { Suggestions } from '@/components/suggestions/suggestions.tsx';
import { FindBar } from './find/find-bar.tsx';
import { ClaimPopup } from './popups/claim-popup.tsx';
import { CorrectionPopup } from './popups/correction-popup.tsx';
import { EntityPopup } from './popups/entity-popup.tsx';
import { TagPopup } from './popups/tag-popup.tsx';
import { NotePopup, QuestionPopup } from './popups/text-popup.tsx';
import { CommentsPanel } from './panels/comments-panel.tsx';
import { OutlinePanel } from './panels/outline-panel.tsx';
import { ShowPanel } from './panels/show-panel.tsx';
import { SamePanel } from './panels/same-panel.tsx';
import { SourcesPanel } from './panels/sources-panel.tsx';
import { ReadingPlace } from './room/reading-place.tsx';
import { VersionBanner, VersionSwitcher } from '../versions/version-switcher.tsx';
import type { ActName } from './acts/acts.rules.ts';

/**
 * Where other rooms of the house plug into the reading room. Each part is a component below `ReaderContext`: it takes
 * what it needs from `useReader()` and `useRoomState()`, does acts with `useActs({ name: run })` (a row in
 * acts/acts.rules.ts and its words in the messages give it key, palette, cheat sheet and docs), and draws on the text with
 * `useOverlay(...)`.
 */

/** Sections of the left rail, from top to bottom. */
export const panels: readonly ComponentType[] = [
  SourcesPanel,
  AboutPanel,
  SamePanel,
  OutlinePanel,
  CommentsPanel,
  ShowPanel,
  SuggestionsPanel,
];

/** Acts offered in the toolbar at the selection. */
export const toolbar = [
  'claim',
  'entity',
  'tag',
  'note',
  'question',
  'highlight',
] as const satisfies readonly ActName[];

export interface PopupProps {
  /** The selected words. */
  readonly words: string;
  readonly range: { readonly start: number; readonly end: number };
}
/** What stands at the selection after an act of the same name. */
export const popups: Readonly<Partial<Record<ActName, ComponentType<PopupProps>>>> = {
  claim: ClaimPopup,
  entity: EntityPopup,
  tag: TagPopup,
  note: NotePopup,
  question: QuestionPopup,
  correction: CorrectionPopup,
  relate: RelatePopup,
};

/** Above the text, under the top bar: a newer version, what happened since last time. They take height: keep them to one line. */
export const banners: readonly ComponentType[] = [VersionBanner, RedactionBanner, CatchUpBanner, RoomGuide];

/** On the cards, below what the marks say themselves. */
export const cardParts: readonly CardPart[] = [LinksOnCard];

/** In the top bar, right of the title. */
export const topBarParts: readonly ComponentType[] = [VersionSwitcher, PagePictureButton];

/** Parts without a place of their own: overlays, dialogs, listeners. */
export const companions: readonly ComponentType<{ readonly topBlock: number }>[] = [
  Suggestions,
  LinksInText,
  RelateAct,
  Relink,
  ReadingPlace,
  FindBar,
  PagePictures,
  AboutSource,
  RedactAct,
];
