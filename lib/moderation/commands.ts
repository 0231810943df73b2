import { suspendAccount } from '../accounts/commands.ts';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { SYSTEM_USER, WORKSPACE_STREAM } from '../platform/ids.ts';
import { decide } from '../platform/policy.rules.ts';
import { hide, restore } from './hide.ts';
import type { Flaggable } from './rules.ts';
import { breakGlassInput, decideFlagInput, hideInput, noticeRef, raiseFlagInput, restoreInput } from './schema.ts';
import { z } from 'zod';
import { flaggable } from './rules.ts';
import { investigationRef } from './schema.ts';
import { allowOn, readSubject } from './subjects.ts';

const HOUR = 3_600_000;
const EXCERPT = 2000;

/** Says that a text should be looked at. The words are kept as they stand, in case they change. */
export const raiseFlag = command({
  name: 'flag.raise',
  input: raiseFlagInput,
  allow: (input) => allowOn('flag.raise', input.subjectType, input.subjectId),
  run: async (ctx, { id = ctx.newId(), subjectType, subjectId, reason, note }) => {
    const { tx, actor, facts, now, emit } = ctx;
    const subject = found(await readSubject(tx, subjectType, subjectId));
    if (subject.authorId === actor.id) refuse('conflict', 'This is yours: change it, or take it away.');
    if (await tx.flag.findUnique({ where: { subjectId_raisedById: { subjectId, raisedById: actor.id } } }))
      refuse('conflict', 'You have flagged this already.');
    await tx.flag.create({
      data: {
        id,
        subjectType,
        subjectId,
        investigationId: facts.investigationId,
        authorId: subject.authorId,
        reason,
        note,
        excerpt: subject.text.slice(0, EXCERPT),
        raisedById: actor.id,
        createdAt: now,
      },
    });
    // Who flagged whom is moderation's business: the workspace's trail, without a word of the text.
    emit({
      stream: WORKSPACE_STREAM,
      type: 'flag.raised',
      subject: { type: 'flag', id },
      data: { subjectType, subjectId, reason },
    });
    return { id };
  },
});

/** Decides about a flag, and with it about every other open one of the same text. */
export const decideFlag = command({
  name: 'flag.decide',
  input: decideFlagInput,
  allow: (input) => on.flag('flag.decide', input.flagId),
  run: async (ctx, { flagId, outcome, reason, until }) => {
    const { tx, actor, now, emit } = ctx;
    await tx.$queryRaw`SELECT id FROM "Flag" WHERE id = ${flagId}::uuid FOR UPDATE`;
    const flag = found(await tx.flag.findUnique({ where: { id: flagId } }));
    if (flag.resolvedAt) refuse('conflict', 'This was decided already. Look again.');
    if (flag.authorId === actor.id) refuse('forbidden', 'This is about your own words: somebody else decides.');
    const type = z.enum(flaggable).parse(flag.subjectType);
    await carryOut(ctx, { ...flag, type }, outcome, reason, until);
    await tx.flag.updateMany({
      where: { subjectId: flag.subjectId, resolvedAt: null },
      data: { outcome, outcomeReason: reason, resolvedById: actor.id, resolvedAt: now },
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: 'flag.decided',
      subject: { type: 'flag', id: flagId },
      data: { outcome, reason, subjectType: flag.subjectType, subjectId: flag.subjectId },
    });
    return { id: flagId };
  },
});

async function carryOut(
  ctx: CommandContext,
  flag: { readonly id: string; readonly type: Flaggable; readonly subjectId: string; readonly authorId: string },
  outcome: 'dismiss' | 'hide' | 'warn' | 'suspend',
  reason: string,
  until: string | undefined,
): Promise<void> {
  switch (outcome) {
    case 'dismiss':
      return;
    case 'hide':
      return hide(ctx, flag.type, flag.subjectId, reason);
    case 'warn':
      return notify(ctx, flag.authorId, 'warning', reason, flag.id);
    case 'suspend':
      // A lead decides about words in their case; about accounts, moderation does.
      if (decide('account.suspend', ctx.actor, { case: null, personId: flag.authorId }) !== 'allowed')
        refuse('forbidden', 'Only a moderator suspends an account.');
      await suspendAccount.run(ctx, { accountId: flag.authorId, reason, ...(until ? { until } : {}) });
  }
}

async function notify(
  { tx, actor, now, newId, emit }: CommandContext,
  userId: string,
  kind: 'warning' | 'break_glass',
  text: string,
  subjectId: string,
): Promise<void> {
  if (userId === SYSTEM_USER) return;
  await tx.notice.create({
    data: { id: newId(), userId, kind, text, fromId: actor.id, subjectId, createdAt: now },
  });
  if (kind === 'warning')
    emit({
      stream: WORKSPACE_STREAM,
      type: 'account.warned',
      subject: { type: 'account', id: userId },
      data: { reason: text },
    });
}

export const hideText = command({
  name: 'text.hide',
  input: hideInput,
  allow: (input) => allowOn('text.hide', input.subjectType, input.subjectId),
  run: async (ctx, { subjectType, subjectId, reason }) => {
    const subject = found(await readSubject(ctx.tx, subjectType, subjectId));
    if (subject.authorId === ctx.actor.id) refuse('conflict', 'This is yours: take it away yourself.');
    await hide(ctx, subjectType, subjectId, reason);
    return { id: subjectId };
  },
});

export const restoreText = command({
  name: 'text.restore',
  input: restoreInput,
  allow: (input) => allowOn('text.hide', input.subjectType, input.subjectId),
  run: async (ctx, { subjectType, subjectId }) => {
    const subject = found(await readSubject(ctx.tx, subjectType, subjectId));
    if (subject.authorId === ctx.actor.id) refuse('forbidden', 'Somebody else decides about your own words.');
    await restore(ctx, subjectType, subjectId);
    return { id: subjectId };
  },
});

/** A warning is put before the person until they say that they have read it. */
export const readNotice = command({
  name: 'notice.read',
  input: noticeRef,
  allow: () => on.workspace('me.update'),
  run: async ({ tx, actor, now, emit }, { noticeId: id }) => {
    const { count } = await tx.notice.updateMany({
      where: { id, userId: actor.id, readAt: null },
      data: { readAt: now },
    });
    if (count > 0)
      emit({
        stream: WORKSPACE_STREAM,
        type: 'notice.read',
        subject: { type: 'account', id: actor.id },
        data: { noticeId: id },
      });
    return { id };
  },
});

/**
 * Break-glass: an admin reads a confidential case for some hours, as a viewer. Its leads are told who, why and how long,
 * and it stands in the case's own trail.
 */
export const breakGlass = command({
  name: 'case.break_glass',
  input: breakGlassInput,
  allow: (input) => on.investigation('case.break_glass', input.investigationId),
  run: async (ctx, { investigationId, reason, hours }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const members = await tx.membership.findMany({ where: { investigationId } });
    if (members.some(({ userId }) => userId === actor.id)) refuse('conflict', 'You are in this case already.');
    const running = await tx.accessGrant.findFirst({
      where: { investigationId, userId: actor.id, endedAt: null, expiresAt: { gt: now } },
    });
    if (running) refuse('conflict', 'You may look into this case already.');
    const expiresAt = new Date(now.getTime() + hours * HOUR);
    const id = newId();
    await tx.accessGrant.create({
      data: { id, investigationId, userId: actor.id, reason, grantedAt: now, expiresAt },
    });
    const words = `${actor.name}: ${reason} (${hours} h)`;
    for (const { userId, role } of members)
      if (role === 'lead') await notify(ctx, userId, 'break_glass', words, investigationId);
    const data = { reason, hours, until: expiresAt.toISOString() };
    const subject = { type: 'investigation', id: investigationId } as const;
    emit({ stream: investigationId, type: 'case.glass_broken', subject, data });
    emit({ stream: WORKSPACE_STREAM, type: 'case.glass_broken', subject, data });
    return { id, investigationId };
  },
});

/** The admin has seen enough: the look ends before its time. */
export const endGlass = command({
  name: 'case.end_glass',
  input: investigationRef,
  allow: (input) => on.investigation('case.sealed_list', input.investigationId),
  run: async ({ tx, actor, now, emit, accessChanged }, { investigationId }) => {
    const { count } = await tx.accessGrant.updateMany({
      where: { investigationId, userId: actor.id, endedAt: null, expiresAt: { gt: now } },
      data: { endedAt: now },
    });
    if (count === 0) refuse('conflict', 'There is no look to end.');
    const subject = { type: 'investigation', id: investigationId } as const;
    emit({ stream: investigationId, type: 'case.glass_closed', subject });
    emit({ stream: WORKSPACE_STREAM, type: 'case.glass_closed', subject });
    await accessChanged(actor.id);
    return { investigationId };
  },
});
