import * as Y from 'yjs';
import { approximateMatches } from '../anchors/approximate.rules.ts';
import { carriedSafely, combine } from '../anchors/combine.rules.ts';
import { findQuote } from '../anchors/find-quote.rules.ts';
import type { Placement, Reanchoring } from '../anchors/reanchor.rules.ts';
import { reanchoring } from '../anchors/reanchor.rules.ts';
import { loadDocument } from '../notes/document.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Transaction } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { draftTextOf, keepPlace, placeNow } from '../sources/draft-places.rules.ts';
import type { Sealed } from './carry.ts';
import { anchorsOn } from './carry.ts';
import { quoteOf } from './marks.ts';
import { place } from './placing.ts';
import type { TargetInput } from './schema.ts';

function opened(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}

/** Where a target stands in a draft as its log has it now, each range with positions that follow the edits (SRC-4). */
export async function placeInDraft(tx: Transaction, documentId: string, target: TargetInput) {
  const { state } = await loadDocument(tx, documentId);
  const doc = opened(state);
  try {
    const { text } = draftTextOf(doc);
    return place({ text, blocks: [] }, target).map((range) => {
      const kept = keepPlace(doc, range);
      if (!kept) refuse('invalid_input', 'Mark words, not the end of a part.');
      return { ...range, from: Uint8Array.from(kept.from), to: Uint8Array.from(kept.to) };
    });
  } finally {
    doc.destroy();
  }
}

/** Gives the marks of a draft their anchors on the version that it is sealed as, by the rules of ANC. */
export async function carryDraftMarks(
  { tx, newId }: Pick<CommandContext, 'tx' | 'newId'>,
  sourceId: string,
  state: Uint8Array,
  sealed: Sealed,
): Promise<void> {
  const rows = await tx.annotation.findMany({
    where: { sourceId, draftAnchors: { some: {} } },
    include: { draftAnchors: { orderBy: { ordinal: 'asc' } } },
  });
  if (rows.length === 0) return;
  const doc = opened(state);
  const { text } = draftTextOf(doc);
  const ofDraft = reanchoring(text, sealed.text);
  for (const { id: annotationId, draftAnchors } of rows) {
    const carried = carriedSafely(() =>
      combine(
        sealed.text,
        draftAnchors.map((kept) => onSealed(ofDraft, placeNow(doc, kept), kept, sealed.text)),
      ),
    );
    await tx.anchor.createMany({ data: anchorsOn(sealed, annotationId, carried, draftAnchors, newId) });
    const { state: outcome, score } = carried;
    await tx.carriedMark.create({
      data: {
        id: newId(),
        annotationId,
        versionId: sealed.id,
        outcome,
        score,
        before: quoteOf(draftAnchors),
        places: carried.places.map(({ start, end }) => ({ start, end })),
        suggestion: carried.suggestion.map(({ start, end }) => ({ start, end })),
      },
    });
  }
  doc.destroy();
}

interface Words {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The words that were marked must still be about those words: a place alone does not make it so. */
const MOST_CHANGED = 0.5;

function onSealed(
  ofDraft: Reanchoring,
  now: { readonly start: number; readonly end: number } | null,
  words: Words,
  sealedText: string,
): Placement {
  const followed = now && ofDraft.place(now);
  if (followed?.range) {
    const { range } = followed;
    const here = sealedText.slice(range.start, range.end);
    if (here === words.exact.normalize('NFC')) return { state: 'exact', score: 1, range, suggestion: null };
    const [best] = approximateMatches(here, words.exact, Math.floor(words.exact.length * MOST_CHANGED));
    if (!best) return { state: 'needs_look', score: 0, range: null, suggestion: range };
    const score = Math.round((1 - best.errors / words.exact.length) * 1000) / 1000;
    return { state: 'changed', score, range, suggestion: null };
  }
  // Cut out, or a whole part replaced under it: the words themselves may stand elsewhere.
  const found = findQuote(sealedText, words);
  if (found.found)
    return {
      state: found.state === 'exact' ? 'moved' : 'changed',
      score: found.score,
      range: found.range,
      suggestion: null,
    };
  return { state: found.suggestion ? 'needs_look' : 'orphan', score: 0, range: null, suggestion: found.suggestion };
}
