import {
  nextCharacter,
  nextSentence,
  nextWord,
  previousCharacter,
  previousWord,
  sentenceAt,
  wordAt,
} from '../../lib/anchors/segment.rules.ts';

/** A selection that is made with the keyboard: where it began, and where its moving end is (ANN-2). */
export interface KeyboardSelection {
  readonly anchor: number;
  readonly head: number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

interface Block {
  readonly start: number;
  readonly end: number;
}

export interface Page {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The offset one line of the screen further down or up; null at its ends, or where nothing is drawn. */
  readonly line: (offset: number, by: 1 | -1) => number | null;
}

/**
 * What a key does to it; null when the key means nothing here. Arrows move by characters, with Ctrl or Alt by words, up
 * and down by lines; with Shift they extend. `w` takes the word, then one more; `s` the sentence; `b` the block.
 */
export function moveSelection(page: Page, { anchor, head }: KeyboardSelection, key: Key): KeyboardSelection | null {
  const { text, blocks } = page;
  const to = (next: number): KeyboardSelection => ({ anchor: key.shiftKey ? anchor : next, head: next });
  const take = (first: Block | null | undefined, next: Block | null | undefined): KeyboardSelection | null => {
    if (anchor === head) return first ? { anchor: first.start, head: first.end } : null;
    return next ? { anchor: Math.min(anchor, head), head: next.end } : { anchor, head };
  };
  const end = Math.max(anchor, head);
  const byWord = key.ctrlKey || key.altKey;
  switch (key.key) {
    case 'ArrowRight':
      return to(byWord ? (nextWord(text, head)?.end ?? text.length) : nextCharacter(text, head));
    case 'ArrowLeft':
      return to(byWord ? (previousWord(text, head)?.start ?? 0) : previousCharacter(text, head));
    case 'ArrowDown':
      return to(page.line(head, 1) ?? nextWord(text, head + 1)?.start ?? text.length);
    case 'ArrowUp':
      return to(page.line(head, -1) ?? previousWord(text, head)?.start ?? 0);
    case 'Home':
      return to(text.lastIndexOf('\n', head - 1) + 1);
    case 'End':
      return to(text.indexOf('\n', head) === -1 ? text.length : text.indexOf('\n', head));
    default:
  }
  if (key.ctrlKey || key.altKey) return null;
  switch (key.key) {
    case 'w':
      return take(wordAt(text, head) ?? nextWord(text, head), nextWord(text, end));
    case 's':
      return take(sentenceAt(text, head), nextSentence(text, end));
    case 'b':
      return take(
        blocks.find((block) => head <= block.end),
        blocks.find((block) => block.start >= end && block.end > end),
      );
    default:
      return null;
  }
}
