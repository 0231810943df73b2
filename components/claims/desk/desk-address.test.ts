import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimStates, priorities } from '@/lib/claims/rules.ts';
import { orders } from '@/lib/claims/desk/rules.ts';
import { waits } from '@/lib/claims/desk/waiting.rules.ts';
import { deskAddress, parseDesk, wholeDesk } from './desk-address.rules.ts';

it('CLM-9: a view of the desk is its address, and back', () => {
  const filter = fc.record({
    q: fc.string({ maxLength: 20 }),
    state: fc.uniqueArray(fc.constantFrom(...claimStates)),
    assignee: fc.constantFrom(null, 'me', 'nobody'),
    priority: fc.uniqueArray(fc.constantFrom(...priorities)),
    kind: fc.constantFrom(null, 'quote', 'event'),
    wait: fc.constantFrom(null, ...waits),
    flagged: fc.boolean(),
    overdue: fc.boolean(),
  });
  const view = fc.record({
    filter,
    order: fc.constantFrom(...orders),
    look: fc.constantFrom('table' as const, 'board' as const, 'lanes' as const),
  });
  fc.assert(
    fc.property(view, (one) => {
      expect(parseDesk(deskAddress(one))).toEqual(one);
    }),
  );
});

it('CLM-9: an address that makes no sense is the whole desk', () => {
  expect(parseDesk('state=dreaming&order=mood&look=upside-down&flagged=maybe')).toEqual(wholeDesk);
});
