import type { Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { Citation } from './citation.extensions.ts';

export { NOTE_SCHEMA_VERSION } from './schema-version.ts';

/** A link leads to a web page or nowhere: no javascript:, no data:, no address inside the app by accident. */
export function isSafeLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return ['http:', 'https:'].includes(new URL(address).protocol);
}

/**
 * What notes and rationales are made of: paragraphs, bold, italic, lists, quotes, links, citations of evidence. Undo comes from the
 * collaboration extension; nothing here may write on its own (a trailing paragraph, say), because whoever's editor
 * writes becomes an author (CLM-4).
 */
export const noteExtensions: Extensions = [
  Citation,
  StarterKit.configure({
    heading: false,
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    horizontalRule: false,
    trailingNode: false,
    undoRedo: false,
    link: {
      openOnClick: false,
      autolink: true,
      protocols: ['http', 'https'],
      defaultProtocol: 'https',
      isAllowedUri: (address) => isSafeLink(address),
      shouldAutoLink: isSafeLink,
      HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
    },
  }),
];
