/**
 * Two versions of the program run at once while a team server is upgraded: the database is migrated first, then one process
 * after the other is replaced. So a migration must leave what the version before it does possible: it adds, and takes away
 * only what no released version uses any more (docs/operations.md). What breaks that needs a line that says why it does not:
 * `-- zero-downtime: nothing has written this column since 1.4`.
 */
const BREAKING: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\bDROP\s+TABLE\b/iu, 'drops a table that the version before may read'],
  [/\bDROP\s+COLUMN\b/iu, 'drops a column that the version before may read'],
  [/\bRENAME\s+(COLUMN|TO)\b/iu, 'renames what the version before knows by its old name'],
  [/\bALTER\s+COLUMN\b[^;]*\bTYPE\b/iu, 'changes a type, which rewrites the table under a lock'],
  [/\bALTER\s+COLUMN\b[^;]*\bSET\s+NOT\s+NULL\b/iu, 'demands a value that the version before may not write'],
  [/\bADD\s+COLUMN\b(?![^,;]*\bDEFAULT\b)[^,;]*\bNOT\s+NULL\b/iu, 'adds a column that the version before cannot fill'],
];

/** The first released version's last migration: what came before it was never run beside an older version. */
export const RELEASED = '20261125000000';

const withoutComments = (sql: string): string => sql.replace(/--[^\n]*/gu, '').replace(/\/\*[\s\S]*?\*\//gu, '');

export function migrationComplaints(sql: string): readonly string[] {
  if (/^--\s*zero-downtime:\s*\S.{10,}/mu.test(sql)) return [];
  const plain = withoutComments(sql);
  return BREAKING.filter(([pattern]) => pattern.test(plain)).map(([, why]) => why);
}
