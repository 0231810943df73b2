'use client';

import { CheatSheet } from '../acts/cheat-sheet.tsx';
import { Palette } from '../acts/palette.tsx';
import { companions } from '../plugins.tsx';
import { AdjustingBar } from './adjusting-bar.tsx';
import { Announcer } from './announcer.tsx';
import { AtSelection } from './at-selection.tsx';
import { CardActs } from './card-acts.tsx';
import { Chooser } from './chooser.tsx';
import { Footnotes } from './footnotes.tsx';
import { MarkingActs } from './marking-acts.tsx';
import { PaintBar } from './paint-bar.tsx';
import { ReadingActs } from './reading-acts.tsx';
import { RoomKeys } from './room-keys.tsx';

/** What listens, floats or is printed: everything of the room that has no place of its own on the screen. */
export function RoomParts({ topBlock }: { readonly topBlock: number }) {
  return (
    <>
      <RoomKeys />
      <ReadingActs />
      <MarkingActs />
      <CardActs />
      <AtSelection />
      <Chooser />
      <AdjustingBar />
      <PaintBar />
      <CheatSheet />
      <Palette />
      <Announcer />
      <Footnotes />
      {companions.map((Part, index) => (
        <Part key={index} topBlock={topBlock} />
      ))}
    </>
  );
}
