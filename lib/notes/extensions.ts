import type { Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

/** Goes up when an older editor would lose something by opening a newer document (LIV-3). */
export const NOTE_SCHEMA_VERSION = 1;

/** What a rationale or a note may hold: prose, emphasis, lists, quotes, links to the web. */
export const noteExtensions = (): Extensions => [
  StarterKit.configure({
    heading: false,
    codeBlock: false,
    code: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    // Yjs keeps the history: two would fight.
    undoRedo: false,
    // An empty line kept at the end would be an edit made by merely opening.
    trailingNode: false,
    link: { openOnClick: false, protocols: ['http', 'https'], HTMLAttributes: { rel: 'noopener noreferrer nofollow' } },
  }),
];
