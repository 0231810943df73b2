/** Where the margin's cards stand (ANN-4). Pixels, from the top of the column. */
export interface Wanted {
  readonly id: string;
  /** Where its words are. */
  readonly y: number;
}

export interface Sized extends Wanted {
  readonly height: number;
}

/**
 * Cards in the order of their words, never overlapping, none above the top, each as near to its words as the others
 * allow. The active one stands exactly at its words: those before it make room upwards, those after it downwards. Only
 * when what stands before it does not fit above does it yield.
 */
export function layOut(cards: readonly Sized[], activeId: string | null, gap: number): Map<string, number> {
  const ordered = inOrder(cards);
  const tops: number[] = [];
  let free = 0;
  for (const card of ordered) {
    const top = Math.max(free, card.y);
    tops.push(top);
    free = top + card.height + gap;
  }
  const active = ordered.findIndex((card) => card.id === activeId);
  if (active >= 0) {
    const before = ordered.slice(0, active).reduce((sum, card) => sum + card.height + gap, 0);
    makeRoom(ordered, tops, active, Math.max(ordered[active]?.y ?? 0, before), gap);
  }
  return new Map(ordered.map((card, n) => [card.id, tops[n] ?? 0]));
}

function makeRoom(cards: readonly Sized[], tops: number[], active: number, top: number, gap: number): void {
  tops[active] = top;
  let limit = top;
  for (let n = active - 1; n >= 0; n -= 1) {
    limit = Math.min(tops[n] ?? 0, limit - gap - (cards[n]?.height ?? 0));
    tops[n] = limit;
  }
  let free = top + (cards[active]?.height ?? 0) + gap;
  for (let n = active + 1; n < cards.length; n += 1) {
    tops[n] = Math.max(free, cards[n]?.y ?? 0);
    free = (tops[n] ?? 0) + (cards[n]?.height ?? 0) + gap;
  }
}

const inOrder = <Card extends Wanted>(cards: readonly Card[]): Card[] =>
  [...cards].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));

/**
 * The cards that show one line only: of every run of cards that touch, those of a run in which some would stand further
 * than `tolerance` from their words. Judged by a usual height, not by measured ones, so that a card that opens or shuts
 * never makes its neighbours flicker.
 */
export function crowded(cards: readonly Wanted[], usual: number, tolerance: number): Set<string> {
  const found = new Set<string>();
  let run: string[] = [];
  let [free, worst] = [-Infinity, 0];
  const close = () => {
    if (worst > tolerance) for (const id of run) found.add(id);
  };
  for (const { id, y } of inOrder(cards)) {
    if (y >= free) {
      close();
      run = [];
      free = y;
      worst = 0;
    }
    run.push(id);
    worst = Math.max(worst, free - y);
    free += usual;
  }
  close();
  return found;
}

export interface Group {
  readonly id: string;
  /** Where the first of them stands. */
  readonly y: number;
  readonly ids: readonly string[];
}

/**
 * Stretches in which there are so many marks that even single lines would drift further than `tolerance` from their
 * words: there, those of each `cell` of the column stand behind one count. Cells are places in the column, not in the
 * window, so that scrolling does not regroup them; a card of its own needs less room than a cell has, so nothing drifts.
 */
export function gathered(cards: readonly Wanted[], line: number, cell: number, tolerance: number): readonly Group[] {
  const tight = crowded(cards, line, tolerance);
  const cells = new Map<number, Wanted[]>();
  for (const card of inOrder(cards)) {
    if (!tight.has(card.id)) continue;
    const at = Math.floor(card.y / cell);
    const there = cells.get(at);
    if (there) there.push(card);
    else cells.set(at, [card]);
  }
  return [...cells].flatMap(([at, there]) =>
    there.length > 1 ? [{ id: `group-${at}`, y: there[0]?.y ?? 0, ids: there.map(({ id }) => id) }] : [],
  );
}
