import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import type { Prisma } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { publishedAmong } from './list.ts';
import { createStoryInput, storyRef, updateStoryInput, withdrawStoryInput } from './schema.ts';

const event = (
  type: string,
  story: { readonly id: string; readonly investigationId: string; readonly title: string },
) => ({
  stream: story.investigationId,
  type,
  subject: { type: 'story' as const, id: story.id },
  data: { title: story.title },
});

export const createStory = command({
  name: 'story.create',
  input: createStoryInput,
  allow: ({ investigationId }) => on.investigation('story.write', investigationId),
  run: async ({ tx, actor, now, newId, emit }, { id = newId(), investigationId, title, intro }) => {
    if (await tx.story.findUnique({ where: { id }, select: { id: true } })) refuse('id_taken');
    await tx.story.create({
      data: { id, investigationId, title, intro, createdById: actor.id, createdAt: now, updatedAt: now },
    });
    emit(event('story.created', { id, investigationId, title }));
    return { id };
  },
});

/** A public story changes at once: its words are an editor's, its verdicts come from the claims' own pages. */
export const updateStory = command({
  name: 'story.update',
  input: updateStoryInput,
  allow: ({ storyId }) => on.story('story.write', storyId),
  run: async ({ tx, now, emit }, { storyId, title, intro, claims }) => {
    const story = await lockStory(tx, storyId);
    if (claims) {
      const ids = claims.map(({ claimId }) => claimId);
      if (new Set(ids).size < ids.length) refuse('invalid_input', 'A claim stands in a story once.');
      const known = await tx.claim.count({ where: { id: { in: ids }, investigationId: story.investigationId } });
      if (known < ids.length) refuse('invalid_input', 'A story gathers claims of its own case.');
      await tx.storyClaim.deleteMany({ where: { storyId } });
      await tx.storyClaim.createMany({
        data: claims.map(({ claimId, lead }, position) => ({ storyId, claimId, lead, position })),
      });
    }
    const after = await tx.story.update({
      where: { id: storyId },
      data: { ...(title === undefined ? {} : { title }), ...(intro === undefined ? {} : { intro }), updatedAt: now },
    });
    emit(event('story.updated', after));
    return { id: storyId };
  },
});

export const publishStory = command({
  name: 'story.publish',
  input: storyRef,
  allow: ({ storyId }) => on.story('story.write', storyId),
  run: async ({ tx, actor, now, emit }, { storyId }) => {
    const story = await lockStory(tx, storyId);
    if (story.investigation.confidential) refuse('conflict', 'This case is confidential: nothing of it is published.');
    if (story.publishedAt && !story.endedAt) refuse('conflict', 'This story is public already.');
    const published = await publishedAmong(
      tx,
      story.claims.map(({ claimId }) => claimId),
    );
    if (published.size === 0) refuse('conflict', 'None of its claims is public. Publish at least one of them first.');
    await tx.story.update({
      where: { id: storyId },
      data: {
        publishedAt: now,
        publishedById: actor.id,
        endedAt: null,
        endedById: null,
        withdrawal: null,
        updatedAt: now,
      },
    });
    emit(event('story.published', story));
    return { id: storyId };
  },
});

/** Takes the page down; a line that it was, and why, stays in its place. */
export const withdrawStory = command({
  name: 'story.withdraw',
  input: withdrawStoryInput,
  allow: ({ storyId }) => on.story('story.write', storyId),
  run: async ({ tx, actor, now, emit }, { storyId, reason }) => {
    const story = await lockStory(tx, storyId);
    if (!story.publishedAt || story.endedAt) refuse('conflict', 'This story is not public.');
    await tx.story.update({
      where: { id: storyId },
      data: { endedAt: now, endedById: actor.id, withdrawal: reason, updatedAt: now },
    });
    emit({ ...event('story.withdrawn', story), data: { title: story.title, reason } });
    return { id: storyId };
  },
});

const whole = { claims: true, investigation: { select: { confidential: true } } } satisfies Prisma.StoryInclude;

/** Two editors at once: the second waits, and sees what the first did. */
async function lockStory(tx: CommandContext['tx'], storyId: string) {
  await tx.$queryRaw`SELECT 1 FROM "Story" WHERE id = ${storyId}::uuid FOR UPDATE`;
  return found(await tx.story.findUnique({ where: { id: storyId }, include: whole }));
}
