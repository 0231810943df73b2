import { startAuthentication } from '@simplewebauthn/browser';
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { z } from 'zod';
import { act } from '@/components/data/act.ts';
import type { Result } from '@/lib/platform/errors.ts';
import { success } from '@/lib/platform/errors.ts';
import { passkeyAsk } from '@/lib/accounts/secure.schema.ts';

const options = z.custom<PublicKeyCredentialRequestOptionsJSON>();

export interface PasskeyAnswer {
  readonly state: string;
  readonly answer: unknown;
}

/** Asks the browser for a passkey; null when the person has changed their mind. */
export async function answerWithPasskey(
  path: '/api/door/passkey-options' | '/api/account/prove-options',
): Promise<Result<PasskeyAnswer | null>> {
  const asked = await act(path, {}, passkeyAsk);
  if (!asked.ok) return asked;
  const answer = await startAuthentication({ optionsJSON: options.parse(asked.value.options) }).catch(() => null);
  return success(answer ? { state: asked.value.state, answer } : null);
}
