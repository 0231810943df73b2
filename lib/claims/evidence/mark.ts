import { createAnnotation } from '../../annotations/commands.ts';
import { createAnnotationInput } from '../../annotations/schema.ts';
import type { TargetInput } from '../../annotations/target.schema.ts';
import type { CommandContext } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';

interface Passage {
  readonly sourceId: string;
  readonly version?: number | undefined;
  readonly target: TargetInput;
  readonly kind: 'claim' | 'highlight';
  readonly claimId?: string;
}

/** Marks words of a source of this case inside another command; answers the mark's id. The caller has been authorised. */
export async function markPassage(ctx: CommandContext, investigationId: string, passage: Passage): Promise<string> {
  const source = await ctx.tx.source.findUnique({
    where: { id: passage.sourceId },
    select: { investigationId: true },
  });
  if (source?.investigationId !== investigationId) refuse('not_found', 'There is no such source in this case.');
  const { id } = await createAnnotation.run(
    { ...ctx, facts: { ...ctx.facts, investigationId } },
    createAnnotationInput.parse(passage),
  );
  return id;
}
