import {
  nextCharacter,
  nextWord,
  previousCharacter,
  previousWord,
  sentenceAt,
  nextSentence,
  wordAt,
} from '@/lib/anchors/segment.rules.ts';

/** A selection that is made with the keyboard: where it began, and where its moving end is (ANN-2). */
export interface KeyboardSelection {
  readonly anchor: number;
  readonly head: number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
}

/**
 * What a key does to it; null when the key means nothing here. Arrows move by characters and words (up, down), with
 * Shift they extend; `w` takes the word, then one more; `s` the sentence, then one more.
 */
export function moveSelection(
  text: string,
  { anchor, head }: KeyboardSelection,
  { key, shiftKey }: Key,
): KeyboardSelection | null {
  const to = (next: number): KeyboardSelection => ({ anchor: shiftKey ? anchor : next, head: next });
  const grow = (
    first: { start: number; end: number } | null,
    next: { end: number } | null,
  ): KeyboardSelection | null => {
    if (anchor === head) return first && { anchor: first.start, head: first.end };
    return next && { anchor: Math.min(anchor, head), head: next.end };
  };
  switch (key) {
    case 'ArrowRight':
      return to(nextCharacter(text, head));
    case 'ArrowLeft':
      return to(previousCharacter(text, head));
    case 'ArrowDown':
      return to(nextWord(text, head + (nextWord(text, head)?.start === head ? 1 : 0))?.start ?? text.length);
    case 'ArrowUp':
      return to(previousWord(text, head)?.start ?? 0);
    case 'w':
      return grow(wordAt(text, head) ?? nextWord(text, head), nextWord(text, Math.max(anchor, head)));
    case 's':
      return grow(sentenceAt(text, head), nextSentence(text, Math.max(anchor, head)));
    case 'Home':
      return to(text.lastIndexOf('\n', head - 1) + 1);
    case 'End':
      return to(text.indexOf('\n', head) === -1 ? text.length : text.indexOf('\n', head));
    default:
      return null;
  }
}
