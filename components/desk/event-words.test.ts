import { expect, it } from 'vitest';
import { eventWords } from './event-words.ts';

it('says what happened, and about what where the event says so', () => {
  expect(eventWords({ type: 'claim.created', data: { statement: 'Nine were held.' } })).toBe(
    'made a claim: “Nine were held.”',
  );
  expect(eventWords({ type: 'member.removed', data: {} })).toBe('removed a person, or left');
  expect(eventWords({ type: 'something.quite_new', data: {} })).toBe('something quite new');
});
