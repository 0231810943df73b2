/** Goes up when the nodes or marks of notes and rationales change: an older editor is told to reload (LIV-3). */
export const NOTE_SCHEMA_VERSION = 2;

/** The name of the shared text inside every Yjs document, as Tiptap's collaboration extension calls it. */
export const FRAGMENT = 'default';
