/** Pictures that a copy may hold, told by their first bytes: pixels only. An SVG is a program of its own and stays out. */
const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^\u0089PNG\r\n\u001a\n/u],
  ['image/jpeg', /^\u00ff\u00d8\u00ff/u],
  ['image/gif', /^GIF8[79]a/u],
  ['image/webp', /^RIFF.{4}WEBP/su],
  ['image/avif', /^.{4}ftypavi[fs]/su],
];

/** As an address that carries the picture itself; null for what is none of these. */
export function pictureData(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const type = SIGNATURES.find(([, signature]) => signature.test(head))?.[0];
  return type ? `data:${type};base64,${Buffer.from(bytes).toString('base64')}` : null;
}

/** The bytes in a data address; null where it is none. */
export function dataBytes(address: string): Uint8Array | null {
  const found = /^data:[^,]{0,200},/u.exec(address)?.[0];
  if (!found) return null;
  const body = address.slice(found.length);
  if (/;\s*base64\s*,$/iu.test(found)) return Buffer.from(body, 'base64');
  try {
    return Buffer.from(decodeURIComponent(body), 'latin1');
  } catch {
    return null;
  }
}

/** The first address of a `srcset`. */
export const firstOfSet = (set: string | null): string =>
  /^[\s,]*(\S+)/u.exec(set ?? '')?.[1]?.replace(/,$/u, '') ?? '';
