/**
 * Everything that can be done in the reading room, in one table (ANN-2): the keys, the command palette, the cheat sheet
 * and docs/acts.md are made from it. What an act is called stands in messages/<language>/reader.json under `acts`.
 *
 * `key` is what it is by default, in the notation of `keyOf` (`Mod` is Ctrl, or Cmd on a Mac); null: by palette only.
 * `when` says what has to be there for it. `api` is the call that does the same from outside; null: it changes nothing
 * that is kept.
 */
export type When = 'always' | 'selection' | 'mark';
export type ActGroup = 'mark' | 'card' | 'read' | 'room';

interface ActShape {
  readonly name: string;
  readonly group: ActGroup;
  readonly key: string | null;
  readonly when: When;
  readonly api: string | null;
}

const CREATE = 'POST /sources/{sourceId}/annotations';
const CHANGE = 'PATCH /annotations/{annotationId}';

const table = [
  { name: 'claim', group: 'mark', key: 'c', when: 'selection', api: CREATE },
  { name: 'entity', group: 'mark', key: 'e', when: 'selection', api: CREATE },
  { name: 'tag', group: 'mark', key: 't', when: 'selection', api: CREATE },
  { name: 'note', group: 'mark', key: 'n', when: 'selection', api: CREATE },
  { name: 'question', group: 'mark', key: 'q', when: 'selection', api: CREATE },
  { name: 'highlight', group: 'mark', key: 'h', when: 'selection', api: CREATE },
  { name: 'correction', group: 'mark', key: 'x', when: 'selection', api: CREATE },
  { name: 'relate', group: 'mark', key: 'R', when: 'selection', api: 'POST /relationships' },
  { name: 'redact', group: 'mark', key: null, when: 'selection', api: 'POST /sources/{sourceId}/redactions' },
  { name: 'addRange', group: 'mark', key: 'a', when: 'selection', api: CREATE },
  { name: 'paint', group: 'mark', key: 'p', when: 'always', api: CREATE },

  { name: 'reply', group: 'card', key: 'r', when: 'mark', api: 'POST /annotations/{annotationId}/replies' },
  { name: 'acknowledge', group: 'card', key: '+', when: 'mark', api: 'POST /annotations/{annotationId}/acknowledge' },
  { name: 'resolve', group: 'card', key: 'd', when: 'mark', api: CHANGE },
  { name: 'edit', group: 'card', key: 'i', when: 'mark', api: CHANGE },
  { name: 'adjust', group: 'card', key: 'm', when: 'mark', api: CHANGE },
  { name: 'share', group: 'card', key: null, when: 'mark', api: CHANGE },
  { name: 'history', group: 'card', key: 'H', when: 'mark', api: 'GET /annotations/{annotationId}/history' },
  { name: 'copyLink', group: 'card', key: 'l', when: 'mark', api: null },
  { name: 'remove', group: 'card', key: 'Delete', when: 'mark', api: 'DELETE /annotations/{annotationId}' },
  { name: 'card', group: 'card', key: 'Enter', when: 'mark', api: null },

  { name: 'select', group: 'read', key: 'v', when: 'always', api: null },
  { name: 'next', group: 'read', key: 'j', when: 'always', api: null },
  { name: 'previous', group: 'read', key: 'k', when: 'always', api: null },
  { name: 'nextOpen', group: 'read', key: 'J', when: 'always', api: null },
  { name: 'nextSource', group: 'read', key: ']', when: 'always', api: null },
  { name: 'previousSource', group: 'read', key: '[', when: 'always', api: null },
  { name: 'find', group: 'read', key: '/', when: 'always', api: null },
  { name: 'linkToWords', group: 'read', key: 'L', when: 'selection', api: null },
  { name: 'pagePicture', group: 'read', key: 'P', when: 'always', api: null },
  { name: 'panels', group: 'read', key: null, when: 'always', api: null },
  { name: 'about', group: 'read', key: null, when: 'always', api: null },

  { name: 'suggestNext', group: 'mark', key: 'g', when: 'always', api: 'GET /sources/{sourceId}/suggestions' },
  { name: 'suggestAccept', group: 'mark', key: 'y', when: 'always', api: CREATE },
  {
    name: 'suggestRefuse',
    group: 'mark',
    key: 'z',
    when: 'always',
    api: 'POST /sources/{sourceId}/suggestions/refuse',
  },
  { name: 'suggestToggle', group: 'mark', key: null, when: 'always', api: null },
  { name: 'catchUp', group: 'read', key: 'u', when: 'always', api: 'GET /investigations/{investigationId}/catch-up' },

  { name: 'undo', group: 'room', key: 'Mod+z', when: 'always', api: null },
  { name: 'redo', group: 'room', key: 'Mod+Shift+z', when: 'always', api: null },
  { name: 'follow', group: 'room', key: 'f', when: 'always', api: null },
  { name: 'followMe', group: 'room', key: 'F', when: 'always', api: null },
  { name: 'showAll', group: 'room', key: null, when: 'always', api: null },
  { name: 'print', group: 'room', key: null, when: 'always', api: null },
  { name: 'leave', group: 'room', key: 'Escape', when: 'always', api: null },
  { name: 'palette', group: 'room', key: 'Mod+k', when: 'always', api: null },
  { name: 'keys', group: 'room', key: '?', when: 'always', api: null },
] as const satisfies readonly ActShape[];

export type ActName = (typeof table)[number]['name'];
export interface Act extends ActShape {
  readonly name: ActName;
}
export const acts: readonly Act[] = table;

const names = new Set<string>(acts.map(({ name }) => name));
export const isActName = (name: string): name is ActName => names.has(name);
export const groups: readonly ActGroup[] = ['mark', 'card', 'read', 'room'];
