/** The codes that the door may answer with, and the message of each in messages/…/door.json. */
const known = [
  'signed_out',
  'suspended',
  'second_factor',
  'rate_limited',
  'forbidden',
  'not_found',
  'invalid_input',
  'unavailable',
] as const;
export type Refusal = (typeof known)[number];

/** `code` or `code:seconds`, as lib/accounts/auth-options.ts writes it. */
export function readRefusal(text: string | null | undefined): { readonly code: Refusal; readonly minutes: number } {
  const [code, seconds] = (text ?? '').split(':');
  return {
    code: known.find((one) => one === code) ?? 'unavailable',
    minutes: Math.max(1, Math.ceil(Number(seconds ?? 60) / 60)),
  };
}
