/** Letters, digits and what registers part them with (Q42, gb/00102498, /m/0k8z, NK-7_x.1): no scheme, no way up, no mark-up. */
const plain = /^\/?[\p{L}\p{N}][\p{L}\p{N}._/-]{0,199}$/u;

/** What a stranger's answer says is an address is a link only when it is one. */
export function webAddress(address: string | undefined): string | null {
  if (!address || address.length > 2000 || !URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  // "https://bank.example@evil.example" shows one place and leads to another.
  return (protocol === 'https:' || protocol === 'http:') && !username && !password ? href : null;
}

/**
 * Where a person reads about the id, and whether it can be kept at all: only a plain identifier or a web address can. What a
 * stranger calls an id may be anything, and it would stand here as a fact.
 */
export function placeOf(
  id: string,
  template: string | undefined,
): { readonly usable: boolean; readonly url: string | null } {
  const own = webAddress(id);
  if (own) return { usable: true, url: own };
  if (!plain.test(id) || id.includes('..') || id.includes('//')) return { usable: false, url: null };
  return { usable: true, url: webAddress(template?.replaceAll('{{id}}', encodeURIComponent(id))) };
}
