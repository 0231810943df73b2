import type { DiffRowView } from '../../lib/versions/schema.ts';

export interface Run {
  /** Index of its first row. */
  readonly at: number;
  readonly rows: readonly DiffRowView[];
  /** A long stretch without changes: folded until somebody asks. */
  readonly hidden: boolean;
}

/** Unchanged parts that stay in sight on either side of a change. */
const NEAR = 1;

/** The rows with long unchanged stretches folded, one part left on either side of what changed. */
export function runsOf(rows: readonly DiffRowView[]): readonly Run[] {
  const shown = rows.map((_, index) =>
    rows.slice(Math.max(0, index - NEAR), index + NEAR + 1).some((near) => near.kind !== 'same'),
  );
  const runs: { at: number; rows: DiffRowView[]; hidden: boolean }[] = [];
  for (const [index, row] of rows.entries()) {
    const hidden = !shown[index];
    const last = runs.at(-1);
    if (last?.hidden === hidden) last.rows.push(row);
    else runs.push({ at: index, rows: [row], hidden });
  }
  return runs;
}
