import type { Permission } from '../lib/platform/permissions.rules.ts';
import { accountRoles, caseRoles, permissions, predicates, ruleOf } from '../lib/platform/permissions.rules.ts';

/** docs/permissions.md, made from the one table. */
export function permissionsDocument(): string {
  const names = Object.keys(permissions).filter((name): name is Permission => name in permissions);
  const rows = names.map((name) => {
    const rule = ruleOf(name);
    const who = [
      rule.account === 'member' ? '' : `account: ${rule.account}`,
      rule.case ? `case: ${rule.case}` : '',
      rule.predicate ? predicates[rule.predicate] : '',
    ].filter(Boolean);
    return `| \`${name}\` | ${rule.words} | ${who.join('; ') || 'every account'} | ${rule.scope} |`;
  });
  return `# Permissions

Made from \`lib/platform/permissions.rules.ts\` by \`npm run docs\`; a test fails when they differ.

Account roles: ${accountRoles.join(' < ')}. Case roles: ${caseRoles.join(' < ')}. A role can do what the ones before it can.
Who is no member of a case is told that it does not exist; moderators and admins may look into cases that are not
confidential, as viewers. Another person's private mark does not exist either. A suspended account may do nothing.

| permission | act | least role | token scope |
|---|---|---|---|
${rows.join('\n')}
`;
}
