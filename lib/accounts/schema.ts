import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { accountRoles, caseRoles } from '../platform/permissions.rules.ts';
import { line, longText, page } from '../platform/text.schema.ts';

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('This is not a mail address.'));

/** Long rather than tricky (NIST 800-63B): ten characters, no rules about which. */
export const password = z.string().min(10, 'Use ten characters or more.').max(200, 'Use at most 200 characters.');

export const meView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(accountRoles),
  /** The role waits for a second factor that the workspace asks of moderators and admins. */
  owesSecondFactor: z.boolean(),
});
export type MeView = z.infer<typeof meView>;

export const peoplePage = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string() })).readonly(),
  next: z.string().nullable(),
});
export const peopleInput = z.object({ q: longText(100).default(''), limit: page.limit });

export const accountView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(accountRoles),
  state: z.enum(['active', 'suspended', 'closed', 'invited']),
  suspendedReason: z.string().nullable(),
  suspendedUntil: z.iso.datetime().nullable(),
  secondFactor: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  cases: z.number(),
  createdAt: z.iso.datetime(),
});
export type AccountView = z.infer<typeof accountView>;

export const invitationView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(accountRoles),
  /** Path of the single-use link; null once it was used, taken back or has expired. */
  link: z.string().nullable(),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type InvitationView = z.infer<typeof invitationView>;

export const accountsInput = z.object({
  q: longText(100).default(''),
  role: z.enum(accountRoles).optional(),
  state: z.enum(['active', 'suspended']).optional(),
  ...page,
});

export const inviteInput = z
  .object({
    id: clientId.optional(),
    email,
    name: line(120).optional(),
    role: z.enum(accountRoles).default('member'),
    investigationId: uuid.optional(),
    caseRole: z.enum(caseRoles).optional(),
  })
  .refine((input) => (input.investigationId === undefined) === (input.caseRole === undefined), {
    message: 'Name both a case and a role in it, or neither.',
    path: ['caseRole'],
  });

export const invitationRef = z.object({ invitationId: uuid });
export const acceptInput = z.object({ tokenHash: z.string().length(64), name: line(120), passwordHash: z.string() });
export const accountRef = z.object({ accountId: uuid });
export const updateAccountInput = z.object({
  accountId: uuid,
  role: z.enum(accountRoles).optional(),
  name: line(120).optional(),
});
export const suspendInput = z.object({ accountId: uuid, reason: line(500), until: z.iso.datetime().optional() });
export const createAccountInput = z.object({
  id: clientId.optional(),
  email,
  name: line(120),
  role: z.enum(accountRoles).default('member'),
  passwordHash: z.string().optional(),
  demo: z.boolean().default(false),
});
export const startSessionInput = z.object({
  userId: uuid,
  sessionId: clientId,
  userAgent: z.string().max(400).optional(),
  method: z.enum(['password', 'passkey', 'oidc', 'demo']).default('password'),
  addressKey: z.string().max(60).optional(),
});
export const endAllInput = z.object({ keepThis: z.boolean().default(false) });
export const sessionRef = z.object({ sessionId: uuid });

export const tokenScopes = ['read', 'write', 'admin'] as const;
export const createTokenInput = z.object({
  id: clientId.optional(),
  userId: uuid,
  name: line(100),
  tokenHash: z.string().length(64),
  scopes: z.array(z.enum(tokenScopes)).min(1),
  expiresAt: z.iso.datetime().optional(),
});
export const tokenRef = z.object({ userId: uuid, tokenId: uuid });

export const inviteManyInput = z.object({
  role: z.enum(accountRoles).default('member'),
  people: z
    .array(z.object({ email: z.string().max(320), name: z.string().max(120).nullable() }))
    .min(1)
    .max(500),
});
export const inviteResult = z.enum(['invited', 'again', 'has_account', 'no_address', 'twice']);
export const inviteLines = z.object({
  lines: z.array(
    z.object({
      email: z.string(),
      result: inviteResult,
      /** Path of the link; null where nobody was invited. */
      link: z.string().nullable(),
      mailed: z.boolean(),
    }),
  ),
});
export type InviteLines = z.infer<typeof inviteLines>;
