/** `whsec_` and 32 random bytes, as Standard Webhooks has it: made here, so that it is shown once and to this person alone. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
