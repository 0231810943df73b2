import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys and no spaces: the same value always gives the same bytes, whatever made it. (RFC 8785 without
 * its number rules, which our data, integers and strings, does not need.)
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${pairs.join(',')}}`;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
