import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { sha256 } from './canonical.ts';
import { env } from './env.ts';

/**
 * Secrets that the app itself has to read again (TOTP, webhook keys) lie in the database sealed with AES-256-GCM. The key
 * comes from AUTH_SECRET; those of AUTH_SECRET_PREVIOUS still open what they sealed, until `redthread secrets rotate`
 * has sealed everything anew. `purpose` is authenticated with it: a secret of one kind, or of one person, does not open
 * as another's.
 */
interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

const keyOf = (secret: string): Key => {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'redthread', 'secrets at rest', 32));
  return { id: sha256(bytes).slice(0, 8), bytes };
};

function keys(): readonly Key[] {
  const { AUTH_SECRET, AUTH_SECRET_PREVIOUS = '' } = env();
  return [AUTH_SECRET, ...AUTH_SECRET_PREVIOUS.split(',').filter(Boolean)].map(keyOf);
}

export function sealSecret(plain: string, purpose: string): string {
  const [key] = keys();
  if (!key) throw new Error('there is no key');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', key.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Throws when the key is gone or anything was changed. */
export function openSecret(text: string, purpose: string): string {
  const [version, id, iv = '', tag = '', sealed = ''] = text.split('.');
  const key = keys().find((one) => one.id === id);
  if (version !== 'v1' || !key) throw new Error('a sealed secret needs a key that is not here (AUTH_SECRET_PREVIOUS)');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8');
}

/** Whether it was sealed with today's key. */
export const isSealedAnew = (text: string): boolean => text.split('.')[1] === keys()[0]?.id;
