import * as Y from 'yjs';

/** An edit that the server has not acknowledged, as it is kept through a closed tab or a crash (LIV-8). */
export interface KeptEdit {
  readonly id: number;
  readonly documentId: string;
  /** The making of the document, and the schema of the editor, in which it was written: it fits nothing else (LIV-3). */
  readonly lineage: string;
  readonly schema: number;
  readonly update: Uint8Array;
}

/** Where a person's edits wait: IndexedDB in the browser, memory in a test. */
export interface KeptEdits {
  readonly keep: (edit: Omit<KeptEdit, 'id'>) => Promise<number>;
  readonly of: (documentId: string) => Promise<readonly KeptEdit[]>;
  readonly forget: (ids: readonly number[]) => Promise<void>;
  readonly documents: () => Promise<readonly { readonly documentId: string; readonly schema: number }[]>;
}

export interface Sorted {
  readonly fitting: readonly KeptEdit[];
  /** Written in another making or schema of the document: never merged, only shown. */
  readonly foreign: readonly KeptEdit[];
}

export function sortKept(edits: readonly KeptEdit[], lineage: string | undefined, schema: number): Sorted {
  const fits = (edit: KeptEdit) => edit.lineage === lineage && edit.schema === schema;
  return { fitting: edits.filter(fits), foreign: edits.filter((edit) => !fits(edit)) };
}

/** The words that edits wrote, for showing them when they cannot be merged. What they deleted is not among them. */
export function wordsOf(edits: readonly KeptEdit[]): string {
  if (edits.length === 0) return '';
  const { structs } = Y.decodeUpdate(Y.mergeUpdates(edits.map(({ update }) => update)));
  return structs
    .flatMap((struct) => {
      if (!(struct instanceof Y.Item)) return [];
      if (struct.content instanceof Y.ContentString) return [struct.content.str];
      return struct.content instanceof Y.ContentType ? ['\n'] : [];
    })
    .join('')
    .trim();
}
