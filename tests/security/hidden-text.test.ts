import { expect, it } from 'vitest';
import { createAnnotation, updateAnnotation } from '@/lib/annotations/commands.ts';
import { createReply, updateReply } from '@/lib/annotations/reply.commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { hideText, restoreText } from '@/lib/moderation/commands.ts';
import { followTrail } from '@/lib/notifications/follow.ts';
import { verifyAudit } from '@/lib/platform/audit.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { askEverything } from '../support/ask-everything.ts';
import { testDatabase } from '../support/database.ts';
import { replayed } from '../support/replayed.ts';
import { done, joins, person } from '../support/people.ts';
import { sealedSource } from '../support/sealed-source.ts';

const test = testDatabase();
/** One word of a mark and one of a reply, both said again in an edit and in a mention. */
const SECRETS = ['zarzamora', 'madreselva'];

it('ACC-4, CORE-4: hidden words are in no answer, history, trail, feed or inbox; the stored trail stays whole', async () => {
  const [lead, writer, reader] = [
    await person(test.db, 'Lead'),
    await person(test.db, 'Writer'),
    await person(test.db, 'Reader'),
  ];
  const amal = await person(test.db, 'Amal', 'moderator');
  const { id: investigationId } = await done(test.db, createInvestigation, lead, { title: 'Harbour' });
  await joins(test.db, writer, investigationId, 'annotator');
  await joins(test.db, reader, investigationId, 'annotator');
  const sourceId = await sealedSource(test.db, lead, investigationId, ['The port paid twice.']);
  const [mark, answer] = SECRETS;
  const { id: annotationId } = await done(test.db, createAnnotation, writer, {
    sourceId,
    kind: 'note',
    text: `It was ${mark}.`,
    target: { quote: { exact: 'paid twice' } },
  });
  await done(test.db, updateAnnotation, writer, { annotationId, text: `@Reader it was ${mark} herself.` });
  const { id: replyId } = await done(test.db, createReply, writer, { annotationId, text: `No, ${answer}.` });
  await done(test.db, updateReply, writer, { replyId, text: `@Reader no, ${answer}, surely.` });
  await followTrail(test.db, investigationId);

  const told = async (who: Caller): Promise<string[]> => {
    const answers = await askEverything(test.db, who, {
      investigationId,
      sourceId,
      annotationId,
      replyId,
      subjectId: annotationId,
      q: mark,
    });
    answers.set('feed', JSON.stringify(await replayed(test.db, investigationId, who.userId)));
    return [...answers].flatMap(([name, text]) =>
      SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
    );
  };
  const before = await told(reader);
  // The surfaces that this test is about do tell it as long as nothing is hidden: it looks at the right places.
  for (const name of ['annotation.history', 'event.list', 'event.recent', 'search.find', 'notification.list', 'feed'])
    for (const secret of SECRETS) expect(before).toContain(`${name}: ${secret}`);

  await done(test.db, hideText, amal, { subjectType: 'reply', subjectId: replyId, reason: 'a name' });
  expect(await told(reader)).not.toContainEqual(expect.stringContaining(SECRETS[1] ?? ''));
  await done(test.db, hideText, amal, { subjectType: 'annotation', subjectId: annotationId, reason: 'a name' });
  for (const who of [reader, lead, amal]) expect(await told(who)).toEqual([]);
  expect((await verifyAudit(test.db.prisma)).broken).toBeNull();

  await done(test.db, restoreText, amal, { subjectType: 'annotation', subjectId: annotationId });
  await done(test.db, restoreText, amal, { subjectType: 'reply', subjectId: replyId });
  expect(await told(reader)).toEqual(before);
});
