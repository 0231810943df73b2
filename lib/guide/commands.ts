import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { nextStep } from './rules.ts';
import { noteGuideInput } from './schema.ts';
import { stepsDone } from './steps.ts';

/** How far one is with the guide concerns nobody else: it leaves no line in the trail, which colleagues could read. */
export const noteGuide = command({
  name: 'guide.note',
  input: noteGuideInput,
  allow: () => on.workspace('guide.note'),
  run: async ({ tx, actor, now }, { step, closed }) => {
    const userId = actor.id;
    await tx.guideProgress.createMany({ data: [{ userId, startedAt: now, noted: [] }], skipDuplicates: true });
    // Two tabs at once: one waits for the other's step.
    await tx.$queryRaw`SELECT 1 FROM "GuideProgress" WHERE "userId" = ${userId}::uuid FOR UPDATE`;
    const before = await tx.guideProgress.findUniqueOrThrow({ where: { userId } });
    const anew = closed === false && nextStep(await stepsDone(tx, before)) === null;
    const noted = new Set(anew ? [] : before.noted);
    if (step) noted.add(step);
    await tx.guideProgress.update({
      where: { userId },
      data: {
        noted: [...noted],
        ...(anew ? { startedAt: now } : {}),
        ...(closed === undefined ? {} : { closedAt: closed ? now : null }),
      },
    });
    return {};
  },
});
