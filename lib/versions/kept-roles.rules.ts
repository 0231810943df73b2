import type { ParsedBlock } from '../sources/blocks.rules.ts';
import { canonicalBlockText } from '../sources/canonical.rules.ts';

interface Before {
  readonly text: string;
  readonly blocks: readonly {
    readonly role: ParsedBlock['role'];
    readonly number: string | null;
    readonly start: number;
    readonly end: number;
  }[];
}

/**
 * A part whose words are the same as in the version before keeps the role and the number that it had there: people put
 * those right in the draft, and a correction, which is sealed at once, would only guess again. Words that stand there
 * more than once keep their roles in their order.
 */
export function withKeptRoles(parts: readonly ParsedBlock[], before: Before): readonly ParsedBlock[] {
  const known = Map.groupBy(before.blocks, ({ start, end }) => before.text.slice(start, end));
  return parts.map((part) => {
    const same = known.get(canonicalBlockText(part.text))?.shift();
    return same ? { ...part, role: same.role, number: same.number } : part;
  });
}
