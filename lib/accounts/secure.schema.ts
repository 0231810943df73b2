import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line } from '../platform/text.schema.ts';
import { email, password } from './schema.ts';

/** How one signs in and proves oneself: what comes in and goes out of app/api/account and app/api/door. */
export const oneTimeCode = z.string().trim().min(6).max(20);
export const signInMethods = ['password', 'passkey', 'oidc', 'demo'] as const;

/** A WebAuthn answer as the browser gives it; @simplewebauthn reads the rest. */
export const webauthnAnswer = z.looseObject({ id: z.string().max(2000) });

export const proveInput = z.object({
  password: z.string().min(1).max(200).optional(),
  code: oneTimeCode.optional(),
  passkey: z.object({ state: z.string().max(2000), answer: webauthnAnswer }).optional(),
});
export const setPasswordInput = z.object({ password });
export const changeMailInput = z.object({ email });
export const codeInput = z.object({ code: oneTimeCode });
export const addPasskeyInput = z.object({ name: line(60), state: z.string().max(2000), answer: webauthnAnswer });
export const resetRequestInput = z.object({ email });
export const resetInput = z.object({ token: z.string().min(20).max(200), password });
export const linkInput = z.object({ token: z.string().min(20).max(200) });

export const begunFactor = z.object({ secret: z.string(), picture: z.string() });
export const recoveryCodes = z.object({ codes: z.array(z.string()) });
export const passkeyAsk = z.object({ state: z.string(), options: z.looseObject({ challenge: z.string() }) });

export const passkeyRef = z.object({ passkeyId: uuid });
export const sealedFactor = z.object({ sealed: z.string() });
export const stepInput = z.object({ step: z.number().int(), hashes: z.array(z.string()).max(20) });
export const hashesInput = z.object({ hashes: z.array(z.string()).max(20) });
export const passwordHashInput = z.object({ passwordHash: z.string() });
export const passkeyRow = z.object({
  id: clientId,
  name: line(60),
  credentialId: z.string(),
  publicKey: z.string(),
  counter: z.number().int(),
  transports: z.array(z.string()),
});
export const makeLinkInput = z.object({
  id: clientId,
  userId: uuid,
  kind: z.enum(['reset', 'email']),
  email: email.optional(),
});
export const resetLinkInput = z.object({ accountId: uuid, dropFactor: z.boolean().default(false) });
export const useLinkInput = z.object({ tokenHash: z.string().length(64), passwordHash: z.string().optional() });

export const securityView = z.object({
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  recoveryCodesLeft: z.number(),
  owesSecondFactor: z.boolean(),
  mailConfigured: z.boolean(),
  passkeys: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        createdAt: z.iso.datetime(),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    )
    .readonly(),
});
export type SecurityView = z.infer<typeof securityView>;

export const sessionView = z.object({
  id: z.string(),
  userAgent: z.string().nullable(),
  method: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  current: z.boolean(),
});
export const sessionPage = z.object({ items: z.array(sessionView).readonly(), next: z.string().nullable() });
export const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export const tokenPage = z.object({ items: z.array(tokenView).readonly(), next: z.string().nullable() });
