import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isKnownEvent } from './use-event-words.ts';

/** Of the workspace's own trail, which moderators read by type (components/admin/audit-table.tsx); a trial is no event. */
const workspace =
  /^(?:account|flag|identity|invitation|newsroom|notice|passkey|password|rating|recovery_codes|reset_link|second_factor|session|settings|token)\.|^tag\.(?:changed|defined|merged)$|^webhook\.tried$/u;

it('UX-2: every event that a case can show has words', () => {
  const emitted = /(?:type: (?:\w+ \? )?|aboutMark\(\w+, )'([a-z_]+\.[a-z_]+)'(?: : '([a-z_]+\.[a-z_]+)')?/gu;
  const types = globSync('lib/**/*.ts')
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(emitted)])
    .flatMap(([, one, other]) => [one, other].flatMap((type) => type ?? []));
  expect(types.length).toBeGreaterThan(60);
  expect([...new Set(types)].filter((type) => !workspace.test(type) && !isKnownEvent(type))).toEqual([]);
});
