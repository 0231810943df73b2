import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { WORKSPACE_STREAM } from '../../platform/ids.ts';
import { isRatingUsed } from './rating-use.ts';
import { ratingRef, saveRatingInput } from './schema.ts';

const labelsSchema = z.record(z.string(), z.string());

/**
 * Makes or changes a rating of the scale (CLM-7). One in which something was rated keeps its meaning: it takes new languages
 * and another place in the row, nothing else. To say it differently it is retired and another made.
 */
export const saveRating = command({
  name: 'rating.save',
  input: saveRatingInput,
  allow: () => on.workspace('scale.manage'),
  run: async ({ tx, now, emit, newId }, { key, labels, ...fields }) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rating scale', 0))`;
    const before = await tx.rating.findUnique({ where: { key } });
    if (before && (await isRatingUsed(tx, key))) {
      const old = labelsSchema.parse(before.labels);
      const same =
        before.value === fields.value &&
        before.tone === fields.tone &&
        before.icon === fields.icon &&
        before.needsConclusion === fields.needsConclusion &&
        Object.entries(old).every(([language, label]) => labels[language] === label);
      if (!same)
        refuse('conflict', 'Claims were rated so: it keeps its words, number and colour. Retire it and make another.');
    }
    const last = await tx.rating.aggregate({ _max: { position: true } });
    await tx.rating.upsert({
      where: { key },
      create: { key, labels, ...fields, position: fields.position ?? (last._max.position ?? 0) + 1, createdAt: now },
      update: {
        labels,
        value: fields.value,
        tone: fields.tone,
        icon: fields.icon,
        needsConclusion: fields.needsConclusion,
        ...(fields.position === undefined ? {} : { position: fields.position }),
      },
    });
    emit({
      stream: WORKSPACE_STREAM,
      type: before ? 'rating.updated' : 'rating.created',
      subject: { type: 'rating', id: newId() },
      data: { key, labels, value: fields.value },
    });
    return { key };
  },
});

export const retireRating = command({
  name: 'rating.retire',
  input: ratingRef.extend({ retired: z.boolean() }),
  allow: () => on.workspace('scale.manage'),
  run: async ({ tx, now, emit, newId }, { key, retired }) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rating scale', 0))`;
    const others = await tx.rating.count({ where: { retiredAt: null, key: { not: key } } });
    if (retired && others < 2) refuse('conflict', 'A scale keeps at least two ratings. Make another first.');
    const { count } = await tx.rating.updateMany({ where: { key }, data: { retiredAt: retired ? now : null } });
    if (count === 0) refuse('not_found', 'There is no such rating.');
    emit({
      stream: WORKSPACE_STREAM,
      type: retired ? 'rating.retired' : 'rating.restored',
      subject: { type: 'rating', id: newId() },
      data: { key },
    });
    return { key };
  },
});
