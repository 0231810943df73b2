import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import type { GuideStep } from './rules.ts';
import { DEMO_CASE, stepNames } from './rules.ts';

const made = z.object({ kind: z.string().nullish() }).catch({});

interface Progress {
  readonly userId: string;
  readonly startedAt: Date;
  readonly noted: readonly string[];
}

/** The steps that a person has really taken in the demo case since they began, in the order of the guide. */
export async function stepsDone(db: Reader, { userId, startedAt, noted }: Progress): Promise<readonly GuideStep[]> {
  const events = await db.event.findMany({
    where: {
      streamId: DEMO_CASE,
      actorId: userId,
      at: { gte: startedAt },
      type: { in: ['annotation.created', 'claim.created', 'reply.created'] },
    },
    select: { type: true, data: true },
    take: 500,
  });
  const done = new Set<string>(noted);
  for (const { type, data } of events) {
    const { kind } = made.parse(data);
    if (type === 'reply.created') done.add('reply');
    else if (type === 'claim.created' || kind === 'claim') done.add('claim');
    else if (kind === 'entity') done.add('suggestion');
  }
  return stepNames.filter((name) => done.has(name));
}
