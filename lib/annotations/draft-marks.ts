import * as Y from 'yjs';
import { approximateMatches } from '../anchors/approximate.rules.ts';
import { carriedSafely, combine } from '../anchors/combine.rules.ts';
import type { QuoteSearch } from '../anchors/find-quote.rules.ts';
import { findQuote } from '../anchors/find-quote.rules.ts';
import type { Placement, Reanchoring } from '../anchors/reanchor.rules.ts';
import { reanchoring } from '../anchors/reanchor.rules.ts';
import type { Range } from '../anchors/rules.ts';
import { resolveQuote } from '../anchors/rules.ts';
import { loadDocument } from '../notes/document.ts';
import type { CommandContext } from '../platform/command.ts';
import type { Prisma, Transaction } from '../platform/db.ts';
import { refuse } from '../platform/errors.ts';
import { canonicalBlockText } from '../sources/canonical.rules.ts';
import { draftTextOf, keepPlace, placesNow } from '../sources/draft-places.rules.ts';
import type { Sealed } from './carry.ts';
import { anchorsOn, asJson, keepCarried } from './carry.ts';
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

/**
 * Letters that sealing may look through for marks whose words are not where they were, all together: some ninety marks
 * of the longest texts. What is left after that is a person's to look at, rather than everybody's to wait for.
 */
const MAX_SEARCHED = 60_000_000;

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
    orderBy: { id: 'asc' },
  });
  if (rows.length === 0) return;
  const doc = opened(state);
  const { text } = draftTextOf(doc);
  const kept = rows.flatMap(({ draftAnchors }) => draftAnchors);
  const places = placesNow(doc, kept);
  const now = new Map(kept.map((one, index) => [one, places[index] ?? null]));
  doc.destroy();
  const ofDraft = reanchoring(text, sealed.text);
  const search = boundedSearch(sealed.text);
  const anchors: Prisma.AnchorCreateManyInput[] = [];
  const outcomes: Prisma.CarriedMarkCreateManyInput[] = [];
  for (const { id: annotationId, draftAnchors } of rows) {
    const carried = carriedSafely(() =>
      combine(
        sealed.text,
        draftAnchors.map((one) => onSealed(ofDraft, now.get(one) ?? null, asSealed(one), sealed.text, search)),
      ),
    );
    anchors.push(...anchorsOn(sealed, annotationId, carried, draftAnchors, newId));
    outcomes.push({
      id: newId(),
      annotationId,
      versionId: sealed.id,
      outcome: carried.state,
      score: carried.score,
      before: quoteOf(draftAnchors),
      places: asJson(carried.places),
      suggestion: asJson(carried.suggestion),
    });
  }
  await keepCarried(tx, anchors, outcomes);
}

interface Words {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A draft is as it was pasted; what is compared with a sealed text is written as that is (NFC, LF, no spaces at ends). */
const asSealed = ({ exact, prefix, suffix }: Words): Words => ({
  exact: canonicalBlockText(exact),
  prefix: prefix.normalize('NFC'),
  suffix: suffix.normalize('NFC'),
});

/** Looks for words as long as what all of them cost together allows; after that only for the very words (null: not found so). */
function boundedSearch(text: string): (words: Words) => QuoteSearch | null {
  let left = MAX_SEARCHED;
  return (words) => {
    const sure = resolveQuote(text, words);
    if (sure.found) return { found: true, state: 'exact', range: { start: sure.start, end: sure.end }, score: 1 };
    if (left < text.length) return null;
    left -= text.length;
    return findQuote(text, words);
  };
}

/** The words that were marked must still be about those words: a place alone does not make it so. */
const MOST_CHANGED = 0.5;

function onSealed(
  ofDraft: Reanchoring,
  now: Range | null,
  words: Words,
  sealedText: string,
  search: (words: Words) => QuoteSearch | null,
): Placement {
  const followed = now && ofDraft.place(now);
  if (followed?.range) {
    const { range } = followed;
    const here = sealedText.slice(range.start, range.end);
    if (canonicalBlockText(here) === words.exact) return { state: 'exact', score: 1, range, suggestion: null };
    const [best] = approximateMatches(here, words.exact, Math.floor(words.exact.length * MOST_CHANGED));
    if (!best) return { state: 'needs_look', score: 0, range: null, suggestion: range };
    const score = Math.round((1 - best.errors / words.exact.length) * 1000) / 1000;
    return { state: 'changed', score, range, suggestion: null };
  }
  // Cut out, or a whole part replaced under it: the words themselves may stand elsewhere.
  const found = search(words);
  if (!found) return { state: 'needs_look', score: 0, range: null, suggestion: null };
  if (found.found)
    return {
      state: found.state === 'exact' ? 'moved' : 'changed',
      score: found.score,
      range: found.range,
      suggestion: null,
    };
  return { state: found.suggestion ? 'needs_look' : 'orphan', score: 0, range: null, suggestion: found.suggestion };
}
