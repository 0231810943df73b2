import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret of an embedded start lives beside its data; a team server brings its own (RUN-2). */
export function keptSecret(home: string): string {
  const file = path.join(home, 'secret');
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
