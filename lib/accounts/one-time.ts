import { createHmac, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { env } from '../platform/env.ts';

/** Time-based one-time codes (RFC 6238: SHA-1, six digits, 30 seconds: what every authenticator app takes). */
const STEP_SECONDS = 30;
const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Redthread', label, secret: Secret.fromBase32(secret), digits: 6, period: STEP_SECONDS });

/** 160 random bits in the form that people can type. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator app reads from the picture. */
export const totpAddress = (secret: string, email: string): string => totp(secret, email).toString();

/** The step for which a code is right, one before and after allowed for a slow hand or clock; null when it is not. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const delta = totp(secret).validate({ token: code.replace(/\s/gu, ''), timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

// No letters or digits that people mistake for one another.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const CODES = 10;

/** Ten codes for the day the phone is lost, 49 bits each, as `abcde-fghjk`. */
export function newRecoveryCodes(): readonly string[] {
  const part = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: CODES }, () => `${part()}-${part()}`);
}

/** What the database keeps of one: keyed, so that a copy of the table alone cannot be searched. */
export function hashRecoveryCode(userId: string, code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/gu, '');
  return createHmac('sha256', env().AUTH_SECRET).update(`recovery:${userId}:${plain}`).digest('base64url');
}
