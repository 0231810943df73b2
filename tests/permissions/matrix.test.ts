import { beforeAll, describe, expect, it } from 'vitest';
import { internalCommands } from '@/lib/accounts/api.ts';
import { internalRetentionCommands } from '@/lib/retention/api.ts';
import { internalSourceCommands } from '@/lib/sources/api.ts';
import { Upload } from '@/lib/sources/upload.rules.ts';
import { internalVersionCommands } from '@/lib/versions/api.ts';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createReply } from '@/lib/annotations/reply.commands.ts';
import { commands, queries } from '@/lib/api/registry.ts';
import { createClaim } from '@/lib/claims/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { createEntity } from '@/lib/entities/commands.ts';
import { raiseFlag } from '@/lib/moderation/commands.ts';
import { askForRedaction } from '@/lib/retention/redaction.commands.ts';
import { execute } from '@/lib/platform/command.ts';
import type { Command } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { Permission } from '@/lib/platform/permissions.rules.ts';
import { accountRoles, caseRoles, ruleOf } from '@/lib/platform/permissions.rules.ts';
import type { Query } from '@/lib/platform/query.ts';
import { ask } from '@/lib/platform/query.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { testDatabase } from '../support/database.ts';
import { done, joins, person } from '../support/people.ts';
import { createStory } from '@/lib/publishing/story.commands.ts';
import { makeDossier } from '@/lib/thread/commands.ts';
import { move } from '../support/verdict.ts';
import { plainInput } from './generate.ts';
import type { Stage, Standing } from './world.ts';
import { setStage, standingNames, standings } from './world.ts';

const test = testDatabase();

interface Set extends Stage {
  readonly ids: Readonly<Record<string, string>>;
}

async function furnish(confidential: boolean): Promise<Set> {
  const stage = await setStage(test.db, confidential);
  const { author, investigationId } = stage;
  const text = 'A headline\n\nThe port paid twice for one crane in January, and nobody at the ministry noticed it.';
  const { id: sourceId } = await done(test.db, intakeSource, author, {
    investigationId,
    kind: 'text',
    text,
    seal: true,
  });
  const { id: draftId } = await done(test.db, intakeSource, author, { investigationId, kind: 'text', text });
  const { id: annotationId } = await done(test.db, createAnnotation, author, {
    sourceId,
    kind: 'note',
    text: 'hm',
    target: { quote: { exact: 'one crane' } },
  });
  const { id: replyId } = await done(test.db, createReply, author, { annotationId, text: 'and?' });
  const { id: claimId } = await done(test.db, createClaim, author, {
    investigationId,
    statement: 'The port paid twice.',
  });
  const { rationaleDocumentId: documentId } = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
  const { id: evidenceId } = await done(test.db, addEvidence, author, { claimId, stance: 'supports', annotationId });
  const { id: entityId } = await done(test.db, createEntity, author, { schema: 'Organization', name: 'The port' });
  const { id: otherEntityId } = await done(test.db, createEntity, author, {
    schema: 'Organization',
    name: 'The ministry',
  });
  const { id: flagId } = await done(test.db, raiseFlag, stage.people.lead, {
    subjectType: 'annotation',
    subjectId: annotationId,
    reason: 'other',
  });
  const dossierId = await dossierIn(stage);
  const { id: storyId } = await done(test.db, createStory, stage.people.editor, { investigationId, title: 'It paid' });
  const viewId = newId();
  await test.db.prisma.savedView.create({
    data: { id: viewId, investigationId, ownerId: author.userId, name: 'Ours', filters: 'is:open', shared: true },
  });
  const [webhookId, deliveryId] = [newId(), newId()];
  await test.db.prisma.webhook.create({
    data: {
      id: webhookId,
      investigationId,
      createdById: author.userId,
      url: 'https://hooks.example.org/',
      secret: 'sealed',
      seq: 0,
      deliveries: { create: { id: deliveryId, type: 'webhook.tried', at: new Date(), nextAt: new Date() } },
    },
  });
  // By somebody who is none of those who are asked.
  const asker = await person(test.db, 'Ines');
  await joins(test.db, asker, investigationId, 'editor');
  const { id: redactionId } = await done(test.db, askForRedaction, asker, {
    sourceId,
    version: 1,
    start: 12,
    end: 20,
    reason: 'A court has asked for it',
  });
  const relationshipId = newId();
  const jobId = newId();
  await test.db.prisma.job.create({ data: { id: jobId, kind: 'test', createdById: author.userId, input: {} } });
  await test.db.prisma.relationship.create({
    data: {
      id: relationshipId,
      schema: 'UnknownLink',
      fromId: entityId,
      toId: otherEntityId,
      investigationId,
      createdById: author.userId,
    },
  });
  return {
    ...stage,
    ids: {
      flagId,
      redactionId,
      sourceId,
      draftId,
      annotationId,
      replyId,
      claimId,
      documentId,
      evidenceId,
      entityId,
      otherEntityId,
      relationshipId,
      viewId,
      jobId,
      webhookId,
      deliveryId,
      dossierId,
      storyId,
    },
  };
}

const upload = new Upload({ name: 'x.html', mediaType: 'text/html', sha256: '', bytes: new Uint8Array() });
const webhookSecret = `whsec_${Buffer.alloc(32).toString('base64')}`;

/** A verdict by two people, taken out of the case by its lead. */
async function dossierIn({ author, people, investigationId }: Stage): Promise<string> {
  const { id: claimId } = await done(test.db, createClaim, author, { investigationId, statement: 'It paid.' });
  await done(test.db, addEvidence, author, { claimId, stance: 'supports', note: 'Two invoices.' });
  await move(test.db, people.checker, claimId, 'checking');
  await move(test.db, people.checker, claimId, 'in_review', { rating: 'true', rationale: 'Both are there.' });
  await move(test.db, people.editor, claimId, 'verified');
  return (await done(test.db, makeDossier, people.lead, { claimId })).id;
}

const sets = new Map<boolean, Set>();
beforeAll(async () => {
  for (const confidential of [false, true]) sets.set(confidential, await furnish(confidential));
}, 120_000);

/**
 * An input that is right in every respect but, perhaps, who sends it. A command or query that is not named here gets the
 * plainest input that its schema takes (generate.ts); where that is not enough, the matrix says so and it needs a row.
 */
function inputs({ investigationId, ids, author }: Set): Record<string, unknown> {
  const {
    sourceId,
    draftId,
    annotationId,
    replyId,
    claimId,
    evidenceId,
    entityId,
    otherEntityId,
    relationshipId,
    viewId,
  } = ids;
  const accountId = author.userId;
  const jobId = ids['jobId'];
  const member = { investigationId, userId: author.userId };
  return {
    'webhook.create': { investigationId, url: 'https://hooks.example.org/', secret: webhookSecret },
    'webhook.rotate': { webhookId: ids['webhookId'], secret: webhookSecret },
    'flag.raise': { subjectType: 'annotation', subjectId: annotationId, reason: 'abuse' },
    'text.hide': { subjectType: 'annotation', subjectId: annotationId, reason: 'x' },
    'text.restore': { subjectType: 'annotation', subjectId: annotationId },
    'case.set_hold': { investigationId, reason: 'a reason that is long enough' },
    'case.lift_hold': { investigationId, reason: 'a reason that is long enough' },
    'redaction.ask': { sourceId, version: 1, start: 12, end: 20, reason: 'a reason that is long enough' },
    'redaction.refuse': { redactionId: ids['redactionId'], reason: 'a reason that is long enough' },
    'case.break_glass': { investigationId, reason: 'a reason that is long enough' },
    'account.create': { email: `n${newId()}@example.org`, name: 'N' },
    'account.invite': { email: `n${newId()}@example.org` },
    'invitation.revoke': { invitationId: newId() },
    'invitation.accept': { tokenHash: 'x'.repeat(64), name: 'N', passwordHash: 'x' },
    'account.update': { accountId, name: 'New name' },
    'account.suspend': { accountId, reason: 'x' },
    'account.reinstate': { accountId },
    'session.start': { userId: accountId, sessionId: newId() },
    'session.end': { sessionId: newId() },
    'session.end_all': {},
    'token.create': { userId: accountId, name: 'x', tokenHash: 'x'.repeat(64), scopes: ['read'] },
    'token.revoke': { userId: accountId, tokenId: newId() },
    'me.get': {},
    'people.search': {},
    'account.list': {},
    'account.get': { accountId },
    'invitation.list': {},
    'invitation.get': { invitationId: newId() },
    'audit.list': {},
    'investigation.create': { title: 'x' },
    'investigation.update': { investigationId, title: 'x' },
    'member.set': { ...member, role: 'viewer' },
    'member.remove': member,
    'investigation.list': {},
    'investigation.get': { investigationId },
    'member.list': { investigationId },
    'event.list': { investigationId },
    'event.recent': { investigationId },
    'comment.update': { sourceId, label: 'C1' },
    'comment.consent': { sourceId, label: 'C1', consent: true },
    'job.get': { jobId },
    'job.cancel': { jobId },
    'source.intake': { investigationId, kind: 'text', text: 'Some words.' },
    'source.update': { sourceId, title: 'x' },
    'version.add': { sourceId, kind: 'text', text: 'Some words.' },
    'source.seal': { sourceId: draftId },
    'source.copy_page': { sourceId },
    'visibility.get': { type: 'claim', id: claimId },
    'source.keep_page': { jobId, sourceId, upload, address: '', taken: 0, left: 0 },
    'source.list': { investigationId },
    'source.get': { sourceId },
    'source.version': { sourceId, number: 1 },
    'annotation.create': { sourceId, kind: 'highlight', target: { quote: { exact: 'one crane' } } },
    'annotation.update': { annotationId, text: 'x' },
    'annotation.resolve': { annotationId, resolved: true },
    'annotation.delete': { annotationId },
    'annotation.restore': { annotationId },
    'annotation.mark_mentions': { sourceId, version: 1, entityId, ranges: [{ start: 0, end: 10 }] },
    'view.remove': { viewId },
    'reply.create': { annotationId, text: 'x' },
    'reply.update': { replyId, text: 'x' },
    'reply.delete': { replyId },
    'reply.restore': { replyId },
    'annotation.list': { sourceId },
    'annotation.room': { sourceId, version: 1 },
    'annotation.get': { annotationId },
    'annotation.history': { annotationId },
    'tag.list': {},
    'claim.create': { investigationId, statement: 'x' },
    'claim.create_many': { investigationId, statements: ['x', 'y'] },
    'claim.update': { claimId, statement: 'x' },
    'claim.update_many': { investigationId, claimIds: [claimId], priority: 'high' },
    'claim.add_evidence': { claimId, stance: 'context', note: 'x' },
    'claim.update_evidence': { evidenceId, strength: 'strong' },
    'claim.order_evidence': { claimId, evidenceIds: [evidenceId] },
    'claim.remove_evidence': { evidenceId },
    'claim.restore_evidence': { evidenceId },
    'claim.take_in_evidence': { evidenceId },
    'claim.release_evidence': { evidenceId, released: true },
    'claim.transition': { claimId, to: 'checking', revision: 1 },
    'verdict.renew': { investigationId, claimIds: [claimId] },
    'claim.stale': { investigationId },
    'claim.review': { claimId, rating: 'true', rationale: 'x', revision: 1 },
    'claim.link': { claimId, kind: 'contradicts', toId: newId() },
    'claim.unlink': { claimId, linkId: newId() },
    'claim.merge': { claimId, intoId: newId() },
    'claim.unmerge': { claimId },
    'claim.split': { claimId, parts: [{ statement: 'x' }, { statement: 'y' }] },
    'claim.ask_reply': { claimId, personName: 'x' },
    'claim.record_reply': { claimId, replyId: newId(), status: 'declined' },
    'claim.tick': { claimId, line: 'x', ticked: true },
    'desk_filter.save': { investigationId, name: 'x', query: '' },
    'desk_filter.remove': { investigationId, filterId: newId() },
    'rating.save': { key: 'x', labels: { en: 'X' }, value: 1, tone: 'ok', icon: 'x' },
    'rating.retire': { key: 'x', retired: true },
    'claim.desk': { investigationId },
    'desk_filter.list': { investigationId },
    'rating.list': {},
    'claim.similar': { q: 'The port paid' },
    'claim.my_day': {},
    'claim.outcomes': {},
    'claim.revisions': { claimId },
    'claim.agreement': { investigationId },
    'claim.span_agreement': { sourceId },
    'evidence.file': { evidenceId },
    'claim.list': { investigationId },
    'claim.get': { claimId },
    'entity.create': { schema: 'Person', name: 'x' },
    'entity.update': { entityId, revision: 1, name: 'x' },
    'entity.add_name': { entityId, name: 'x' },
    'entity.merge': { entityId, into: otherEntityId, reason: 'x' },
    'entity.split': { entityId },
    'entity.not_same': { entityId, otherId: otherEntityId },
    'entity.not_same_undo': { entityId, otherId: otherEntityId },
    'entity.watch': { entityId },
    'entity.duplicates': {},
    'entity.export': { investigationId },
    'entity.import': {
      investigationId,
      importedFrom: 'x',
      items: [{ id: 'x', schema: 'Person', properties: { name: ['X'] } }],
    },
    'entity.import_file': {
      investigationId,
      upload: new Upload({ name: 'x', mediaType: '', sha256: '', bytes: new Uint8Array() }),
    },
    'entity.merge_preview': { entityId, into: otherEntityId },
    'relationship.update': { relationshipId, role: 'x' },
    'relationship.create': { investigationId, schema: 'UnknownLink', fromId: entityId, toId: otherEntityId },
    'relationship.remove': { relationshipId },
    'entity.search': { q: 'port' },
    'entity.list': {},
    'entity.get': { entityId },
    'entity.mentions': { entityId },
    'entity.exchanged': { ids: entityId },
    'relationship.list': { investigationId },
    'relationship.in_text': { sourceId },
    'relationship.get': { relationshipId },
    'suggestion.accept_name': {
      investigationId,
      entityId,
      places: [{ sourceId, version: 1, start: 0, end: 4 }],
    },
    'timeline.case': { investigationId },
    'timeline.entity': { entityId },
    'entity.begin_note': { entityId, investigationId },
    'network.get': { investigationId },
    'network.memory': { entityId },
    'network.path': { from: entityId, to: otherEntityId },
    'network.arrange': { places: [] },
    'guide.note': { step: 'open' },
    'notification.list': {},
    'notification.unread': {},
    'redaction.latest': {},
    'notification.settings': {},
    'notification.mark': { all: true },
    'notification.mute': { investigationId, muted: true },
    'notification.digest': { digest: 'off' },
  };
}

/** What the table says, worked out from a person's two roles alone: not with the code under test. */
function expected(
  permission: Permission,
  standing: Standing,
  confidential: boolean,
  isAuthor: boolean,
  isAbout: boolean,
  hasCase: boolean,
): 'in' | 'signed_out' | 'suspended' | 'forbidden' | 'not_found' {
  if (standing === 'signed out') return 'signed_out';
  if (standing === 'suspended lead') return 'suspended';
  const rule = ruleOf(permission);
  const { account, case: member } = standings[standing];
  if (accountRoles.indexOf(account) < accountRoles.indexOf(rule.account)) return 'forbidden';
  let role: (typeof caseRoles)[number] | null = member;
  if (rule.case) {
    role ??= account !== 'member' && !confidential ? 'viewer' : null;
    if (!role) return 'not_found';
    if (caseRoles.indexOf(role) < caseRoles.indexOf(rule.case)) return 'forbidden';
  }
  if ((rule.predicate === 'moderatorOrLead' || rule.predicate === 'adminOrLead') && hasCase) {
    role = member ?? (account !== 'member' && !confidential ? 'viewer' : null);
    if (!role) return 'not_found';
  }
  const holds = {
    anyone: true,
    moderatorOrLead: role === 'lead' || account !== 'member',
    adminOrLead: role === 'lead' || account === 'admin',
    leadIfConfidential: role === 'lead' || !confidential,
    author: isAuthor,
    another: !isAuthor,
    authorOrLead: isAuthor || role === 'lead',
    self: isAbout,
    selfOrLead: isAbout || role === 'lead',
  }[rule.predicate ?? 'anyone'];
  return holds ? 'in' : 'forbidden';
}

function inputOf(one: Command | Query, set: Set): unknown {
  const { investigationId, author, ids } = set;
  const named = { ...ids, investigationId, accountId: author.userId, userId: author.userId, personId: author.userId };
  return inputs(set)[one.name] ?? plainInput(one.input, named);
}

const all: readonly (Command | Query)[] = [
  ...commands,
  ...internalCommands,
  ...internalSourceCommands,
  ...internalRetentionCommands,
  ...internalVersionCommands,
  ...queries,
];

/** Evidence that is no file, a source without a kept page, a claim that is not published or not signed off: to be asked for is allowed, and there is nothing. */
const mayFindNothing = new Set(['evidence.file', 'source.page_copy', 'claim.claimreview', 'claim.preview']);

describe('ACC-1: the permission matrix', () => {
  it('has a right input for every command and every query, and no row for one that is gone', () => {
    const set = sets.get(false);
    if (!set) throw new Error('no set');
    const names = all.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(inputs(set)).filter((name) => !names.includes(name))).toEqual([]);
    const unfit = all.filter((one) => !one.input.safeParse(inputOf(one, set)).success).map((one) => one.name);
    expect(unfit, 'these need a row in inputs()').toEqual([]);
    expect(all.length).toBeGreaterThan(55);
  });

  it.each(all.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    for (const [confidential, set] of sets) {
      const input = inputOf(one, set);
      const parsed: unknown = one.input.parse(input);
      const { permission } = one.allow(parsed);
      // An act about nobody in particular is about oneself.
      const place = await one.allow(parsed).locate(test.db.prisma);
      const isAbout = place?.personId === undefined;
      const hasCase = Boolean(place?.investigationId);
      const got = await Promise.all(
        standingNames.map(async (standing) => {
          const caller = set.people[standing];
          const result =
            'output' in one
              ? await ask(test.db, one, caller, input)
              : // Who may is asked as always; what would be done is left out, so that everybody finds the same set.
                await execute(
                  test.db,
                  { ...one, allow: (given: unknown) => one.allow(given), run: () => Promise.resolve({}) },
                  caller,
                  input,
                );
          return result.ok ? 'in' : result.error.code;
        }),
      );
      const isQuery = 'output' in one && (ruleOf(permission).case === undefined || mayFindNothing.has(one.name));
      standingNames.forEach((standing, index) => {
        const wanted = expected(permission, standing, confidential, false, isAbout, hasCase);
        // A query about the workspace that may be asked can still find nothing (an invitation of that id).
        const fits = got[index] === wanted || (isQuery && wanted === 'in' && got[index] === 'not_found');
        expect(
          fits,
          `${standing}, ${confidential ? 'confidential' : 'open'} case: ${got[index]}, the table says ${wanted}`,
        ).toBe(true);
      });
    }
  });
});
