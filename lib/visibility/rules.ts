/** Of what one may ask who sees it (ACC-1), and which acts are worth naming beside the reading. Pure. */
import type { Permission } from '../platform/permissions.rules.ts';

export const subjectTypes = ['investigation', 'source', 'annotation', 'claim', 'entity'] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** Acts that the panel names, in this order: each is asked of the table of permissions for each person. */
export const actsOf = {
  investigation: [
    'source.create',
    'annotation.create',
    'claim.create',
    'rationale.write',
    'claim.move',
    'member.manage',
  ],
  source: ['annotation.create', 'source.update', 'version.add', 'redaction.ask'],
  annotation: ['reply.create', 'annotation.resolve', 'annotation.update', 'annotation.delete'],
  claim: ['claim.update', 'claim.evidence', 'rationale.write', 'claim.review', 'dossier.full'],
  entity: [],
} as const satisfies Record<SubjectType, readonly Permission[]>;

export const namedActs = [...new Set(Object.values(actsOf).flat())];
export type NamedAct = (typeof actsOf)[SubjectType][number];

/** Why somebody sees it. */
export const reasons = ['author', 'member', 'moderator', 'break_glass'] as const;
