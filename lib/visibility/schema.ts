import { z } from 'zod';
import { accountRoles, caseRoles } from '../platform/permissions.rules.ts';
import { uuid } from '../platform/ids.ts';
import { namedActs, reasons, subjectTypes } from './rules.ts';

export const visibilityRef = z.object({
  type: z.enum(subjectTypes, { error: `One of: ${subjectTypes.join(', ')}.` }),
  id: uuid,
});

export const onlooker = z.object({
  id: z.string(),
  name: z.string(),
  account: z.enum(accountRoles),
  /** In the case; null: not a member. */
  role: z.enum(caseRoles).nullable(),
  why: z.enum(reasons),
  /** Break-glass: for how long yet. */
  until: z.iso.datetime().nullable(),
  /** Of the acts that are worth naming, those that this person may do. */
  may: z.array(z.enum(namedActs)),
});

export const visibilityView = z.object({
  type: z.enum(subjectTypes),
  /**
   * `author`: nobody else; `members`: the people of a confidential case; `case`: the people of a case, and moderators;
   * `newsroom`: everybody who is signed in; `cases`: the people of some cases.
   */
  reach: z.enum(['author', 'members', 'case', 'newsroom', 'cases']),
  /** The page that anybody may read. */
  publicPath: z.string().nullable(),
  people: z.array(onlooker),
  /** Of an entity: the cases that the caller may read and that name it, each of which keeps what it says to its own people. */
  cases: z.array(z.object({ id: z.string(), title: z.string(), confidential: z.boolean(), people: z.number() })),
});
export type VisibilityView = z.infer<typeof visibilityView>;
