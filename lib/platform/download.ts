export interface Download {
  /** What a person called it. Any words: no name is trusted. */
  readonly name: string;
  readonly mediaType: string;
  readonly sha256?: string | undefined;
}

/**
 * Headers of an answer that is saved and never shown (ACC-6): whatever it holds, a browser guesses no type and would run
 * nothing in this site's name. The name loses its path and whatever could end a header.
 */
export function downloadHeaders({ name, mediaType, sha256 }: Download): Record<string, string> {
  const last = name.toWellFormed().split(/[/\\]/u).at(-1)?.replace(/^\.+/u, '').trim();
  const safe = last === undefined || last === '' ? 'file' : last;
  const ascii = safe.replace(/[^\w.-]+/gu, '_').slice(0, 100);
  const utf8 = encodeURIComponent(safe).replace(/['()*]/gu, '_');
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    ...(sha256 ? { 'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:` } : {}),
  };
}
