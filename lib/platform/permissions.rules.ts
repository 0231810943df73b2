/**
 * Who may do what: one table of named permissions (ACC-1), used by commands, queries, pages, buttons and the live
 * server. docs/permissions.md is made from it. Pure: it sees facts, never a database.
 */
export const accountRoles = ['member', 'moderator', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** Each able to do what the one before it can. */
export const caseRoles = ['viewer', 'annotator', 'checker', 'editor', 'lead'] as const;
export type CaseRole = (typeof caseRoles)[number];

/** Predicates beyond the role, by name. */
export const predicates = {
  anyone: 'anyone with the role',
  author: 'only its author',
  authorOrLead: 'its author, or a lead of the case',
  self: 'only about oneself',
  selfOrLead: 'about oneself, or by a lead of the case',
  moderatorOrLead: 'a moderator who may read the case, or a lead of it',
  adminOrLead: 'an admin who may read the case, or a lead of it',
  leadIfConfidential: 'in a confidential case only a lead',
  another: 'somebody else than who asked',
} as const;
export type Predicate = keyof typeof predicates;

export interface Rule {
  /** Least account role. */
  readonly account: AccountRole;
  /** Least role in the case; absent where the act is not about a case. */
  readonly case?: CaseRole;
  readonly predicate?: Predicate;
  /** Which API token scope covers it. */
  readonly scope: 'read' | 'write' | 'admin';
  /** Dangerous: a session must have proved lately who sits there (a token, which was made on purpose, need not). */
  readonly fresh?: boolean;
  readonly words: string;
}

export const permissions = {
  'me.read': { account: 'member', scope: 'read', words: 'See who one is signed in as' },
  'me.update': { account: 'member', predicate: 'self', scope: 'write', words: 'Sign out, here or everywhere' },
  'people.read': { account: 'member', scope: 'read', words: 'Find colleagues by name, to add them to a case' },

  'investigation.create': { account: 'member', scope: 'write', words: 'Open an investigation (and lead it)' },
  'investigation.list': { account: 'member', scope: 'read', words: 'See the list of investigations one may read' },
  'investigation.read': {
    account: 'member',
    case: 'viewer',
    scope: 'read',
    words: 'Read a case: sources, marks, claims, people, events',
  },
  'investigation.update': { account: 'member', case: 'lead', scope: 'write', words: 'Change title, brief, policy' },
  'member.manage': {
    account: 'member',
    case: 'lead',
    scope: 'write',
    words: 'Add people to a case, change their case role',
  },
  'member.remove': {
    account: 'member',
    case: 'viewer',
    predicate: 'selfOrLead',
    scope: 'write',
    words: 'Remove a person from a case, or leave it',
  },

  'case.hold': {
    account: 'member',
    predicate: 'adminOrLead',
    scope: 'write',
    words: 'Put a case under legal hold, or lift it',
  },

  'redaction.read': {
    account: 'member',
    case: 'editor',
    scope: 'read',
    words: 'See which words were asked to be redacted, and what became of it',
  },
  'redaction.ask': {
    account: 'member',
    case: 'editor',
    scope: 'write',
    words: 'Ask for words of a sealed source to be redacted',
  },
  'redaction.withdraw': {
    account: 'member',
    case: 'editor',
    predicate: 'author',
    scope: 'write',
    words: 'Take back a request to redact words',
  },
  'redaction.decide': {
    account: 'member',
    case: 'editor',
    predicate: 'another',
    scope: 'write',
    fresh: true,
    words: 'Confirm or refuse, as a second person, that words of a sealed source are redacted',
  },

  'source.create': { account: 'member', case: 'annotator', scope: 'write', words: 'Bring in a source' },
  'job.read': { account: 'member', predicate: 'self', scope: 'read', words: 'See how far long work of one’s own is' },
  'job.cancel': { account: 'member', predicate: 'self', scope: 'write', words: 'Stop long work of one’s own' },
  'position.update': { account: 'member', case: 'viewer', scope: 'write', words: 'Have one’s place in a source kept' },
  'comment.update': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: 'Say who wrote a reader comment, what it answers, and what it is worth',
  },
  'comment.consent': {
    account: 'member',
    case: 'lead',
    scope: 'write',
    words: 'Let the name of a reader comment’s author leave the newsroom',
  },
  'source.update': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: "Correct a source's title and other metadata",
  },
  'draft.write': { account: 'member', case: 'annotator', scope: 'write', words: 'Write in a draft' },
  'source.seal': { account: 'member', case: 'annotator', scope: 'write', words: 'Seal a draft' },

  'version.add': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: 'Add a corrected version of a sealed source',
  },
  'version.settle': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: 'Say where a mark stands in a corrected version',
  },

  'annotation.create': { account: 'member', case: 'annotator', scope: 'write', words: 'Mark a passage' },
  'annotation.update': {
    account: 'member',
    case: 'annotator',
    predicate: 'author',
    scope: 'write',
    words: "Change a mark's words, tags, visibility",
  },
  'annotation.resolve': { account: 'member', case: 'annotator', scope: 'write', words: 'Resolve or reopen a thread' },
  'annotation.acknowledge': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: 'Put a check under a mark or a reply',
  },
  'annotation.see': {
    account: 'member',
    case: 'viewer',
    scope: 'write',
    words: 'Be named among those who have seen a thread',
  },
  'annotation.delete': {
    account: 'member',
    case: 'annotator',
    predicate: 'authorOrLead',
    scope: 'write',
    words: 'Take a mark away, or bring it back',
  },
  'reply.create': { account: 'member', case: 'annotator', scope: 'write', words: 'Reply in a thread' },
  'reply.update': {
    account: 'member',
    case: 'annotator',
    predicate: 'author',
    scope: 'write',
    words: 'Change or delete a reply',
  },

  'tag.list': { account: 'member', scope: 'read', words: 'See the tags that marks one may read carry' },

  'claim.create': { account: 'member', case: 'annotator', scope: 'write', words: 'Make a claim' },
  'claim.update': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: "Change a claim's statement, kind, priority, assignee",
  },
  'claim.evidence': { account: 'member', case: 'annotator', scope: 'write', words: 'Add or remove evidence' },
  'evidence.release': {
    account: 'member',
    case: 'lead',
    scope: 'write',
    words: 'Let an off-record statement out to public pages and exports',
  },
  'desk.filter': { account: 'member', case: 'viewer', scope: 'write', words: 'Keep views of the desk by name' },
  'rationale.write': { account: 'member', case: 'checker', scope: 'write', words: 'Write in a rationale' },
  'document.restore': {
    account: 'member',
    case: 'checker',
    scope: 'write',
    words: 'Bring back an earlier version of a draft or rationale',
  },
  'claim.move': {
    account: 'member',
    case: 'checker',
    scope: 'write',
    words: 'Move a claim along (each move has its own least role: see the table of transitions)',
  },
  'verdict.renew': {
    account: 'member',
    case: 'editor',
    scope: 'write',
    words: 'Say that verdicts still hold although something under them changed, and publish their pages anew',
  },
  'claim.review': { account: 'member', case: 'checker', scope: 'write', words: 'Review a proposal' },

  'dossier.make': {
    account: 'member',
    case: 'checker',
    predicate: 'leadIfConfidential',
    scope: 'read',
    words: "Take a verdict's thread out of the case as a dossier, without what is off the record",
  },
  'dossier.full': {
    account: 'member',
    case: 'lead',
    scope: 'read',
    words: 'Take a dossier out in full, with off-record statements and names kept back',
  },
  'story.write': {
    account: 'member',
    case: 'editor',
    scope: 'write',
    words: 'Gather claims in a story page, publish it, take it down',
  },

  'scale.read': { account: 'member', scope: 'read', words: 'See the rating scale' },
  'scale.manage': {
    account: 'moderator',
    scope: 'admin',
    words: "Change the workspace's rating scale (a rating that was given keeps its meaning)",
  },

  'entity.read': {
    account: 'member',
    scope: 'read',
    words: 'Find and read entities, as far as the cases one may read name them',
  },
  'entity.create': { account: 'member', scope: 'write', words: 'Create an entity' },
  'entity.update': { account: 'member', scope: 'write', words: "Change an entity's names and properties" },
  'entity.merge': {
    account: 'member',
    scope: 'write',
    words: 'Merge entities, take a merge back, say that two are not the same',
  },
  'relationship.create': {
    account: 'member',
    case: 'annotator',
    scope: 'write',
    words: 'Draw or remove a relationship',
  },

  'network.arrange': { account: 'member', scope: 'write', words: 'Keep how one has laid out a network, for oneself' },

  'webhook.read': {
    account: 'member',
    case: 'lead',
    scope: 'read',
    words: 'See which other systems are told of a case’s events, and how that went',
  },
  'webhook.manage': {
    account: 'member',
    case: 'lead',
    scope: 'admin',
    fresh: true,
    words: 'Have other systems told of a case’s events',
  },
  'view.save': { account: 'member', case: 'viewer', scope: 'write', words: 'Save a set of filters under a name' },
  'view.remove': {
    account: 'member',
    case: 'viewer',
    predicate: 'authorOrLead',
    scope: 'write',
    words: 'Remove a saved view',
  },
  'investigation.seen': {
    account: 'member',
    case: 'viewer',
    scope: 'write',
    words: 'Keep up to where one has seen a case',
  },
  'tag.manage': { account: 'admin', scope: 'admin', words: 'Keep the vocabulary of tags' },
  'guide.read': { account: 'member', scope: 'read', words: 'See how far one is with the guide of the demo case' },
  'guide.note': { account: 'member', scope: 'write', words: 'Go on with the guide of the demo case, or close it' },
  search: { account: 'member', scope: 'read', words: 'Search everything that one may read' },

  'notification.read': { account: 'member', scope: 'read', words: "Read one's own inbox" },
  'notification.mark': {
    account: 'member',
    scope: 'write',
    words: "Mark lines of one's own inbox as read, choose when mail comes",
  },
  'notification.mute': { account: 'member', case: 'viewer', scope: 'write', words: 'Mute a case for oneself' },

  'newsroom.read': { account: 'member', scope: 'read', words: 'See what the newsroom says of itself' },
  'newsroom.update': {
    account: 'admin',
    scope: 'admin',
    words: "Change the newsroom's name, address and method on its public pages",
  },

  'account.read': {
    account: 'moderator',
    scope: 'admin',
    words: 'See the accounts table and the workspace audit trail',
  },
  'account.invite': { account: 'moderator', scope: 'admin', words: 'Invite a person, take an invitation back' },
  'account.update': {
    account: 'moderator',
    scope: 'admin',
    words: "Change an account's role (only an admin makes moderators and admins)",
  },
  'account.suspend': { account: 'moderator', scope: 'admin', words: 'Suspend and reinstate an account' },
  'account.create': { account: 'admin', scope: 'admin', words: 'Create an account without an invitation' },
  'account.close': {
    account: 'moderator',
    scope: 'admin',
    fresh: true,
    words: 'Close the account of a person who has left',
  },
  'account.reset_link': {
    account: 'moderator',
    scope: 'admin',
    fresh: true,
    words: 'Make a link with which a person sets a new password, or take a lost second factor away',
  },
  'flag.raise': {
    account: 'member',
    case: 'viewer',
    scope: 'write',
    words: 'Ask moderation to look at words in a case',
  },
  'flag.raise_shared': {
    account: 'member',
    scope: 'write',
    words: 'Ask moderation to look at an entity or at a name',
  },
  'flag.list': {
    account: 'member',
    scope: 'admin',
    words:
      'See what was flagged: moderators everywhere (without the words of confidential cases), leads in their own cases',
  },
  'flag.decide': {
    account: 'member',
    predicate: 'moderatorOrLead',
    scope: 'admin',
    words: 'Decide about a flag: dismiss, hide, warn, suspend (the last only by moderators)',
  },
  'text.hide': {
    account: 'member',
    predicate: 'moderatorOrLead',
    scope: 'admin',
    words: 'Hide words that somebody wrote, and bring them back',
  },
  'case.sealed_list': {
    account: 'admin',
    scope: 'admin',
    words: 'See that there are confidential cases and who leads them, not what they are about',
  },
  'case.break_glass': {
    account: 'admin',
    scope: 'admin',
    fresh: true,
    words: 'Look into a confidential case for some hours, with a reason that its leads are told',
  },
  'settings.read': { account: 'moderator', scope: 'admin', words: 'See what is decided for the whole workspace' },
  'settings.update': { account: 'admin', scope: 'admin', fresh: true, words: 'Decide for the whole workspace' },
  'me.secure': {
    account: 'member',
    predicate: 'self',
    scope: 'admin',
    fresh: true,
    words: 'Change how one signs in: password, address, second factor, passkeys',
  },
  'token.create': {
    account: 'member',
    predicate: 'self',
    scope: 'admin',
    fresh: true,
    words: 'Make and revoke API tokens for oneself',
  },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissions;
export const ruleOf = (permission: Permission): Rule => permissions[permission];
