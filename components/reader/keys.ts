/** The keys of the reading room in one table: what listens to them and what `?` shows are made from it. */
export const keys = [
  { key: 'c', act: 'claim', words: 'Make the selection a claim, or link it to one', when: 'selection' },
  { key: 'e', act: 'entity', words: 'Link the selection to a person, organisation, place', when: 'selection' },
  { key: 't', act: 'tag', words: 'Tag the selection', when: 'selection' },
  { key: 'n', act: 'note', words: 'Write a note on the selection', when: 'selection' },
  { key: 'q', act: 'question', words: 'Ask a question about the selection', when: 'selection' },
  { key: 'h', act: 'highlight', words: 'Highlight the selection', when: 'selection' },
  {
    key: 'v',
    act: 'select',
    words: 'Select with the keyboard: arrows move, Shift extends, w a word, s a sentence',
    when: 'always',
  },
  { key: 'j', act: 'next', words: 'Next mark', when: 'always' },
  { key: 'k', act: 'previous', words: 'Previous mark', when: 'always' },
  { key: ']', act: 'nextSource', words: 'Next source', when: 'always' },
  { key: '[', act: 'previousSource', words: 'Previous source', when: 'always' },
  { key: 'r', act: 'reply', words: 'Reply to the active mark', when: 'always' },
  { key: 'Escape', act: 'leave', words: 'Leave whatever is open', when: 'always' },
  { key: '?', act: 'keys', words: 'Show these keys', when: 'always' },
] as const;

export type KeyAct = (typeof keys)[number]['act'];

/** Plain keys while reading, never while somebody writes or a dialog is open. */
export function actFor(event: KeyboardEvent): KeyAct | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return null;
  if (isWriting(event.target) || document.querySelector('dialog[open]')) return null;
  return keys.find(({ key }) => key === event.key)?.act ?? null;
}

export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null)
  );
}
