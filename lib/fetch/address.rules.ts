import ipaddr from 'ipaddr.js';

/** Ports on which public web servers answer. Others belong to mail, databases and machines of the house. */
const WEB_PORTS = new Set(['', '80', '443', '3000', '8000', '8008', '8080', '8081', '8443', '8888']);
/** Names that mean this machine or this house, whatever a resolver says. */
const INNER_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa|onion|test|invalid)$/u;

/**
 * Whether a machine of the public internet answers at this address (SRC-6). Only plain unicast counts: private, loopback,
 * link-local, carrier-grade NAT, multicast, documentation and benchmark ranges do not, nor do the IPv6 forms that carry
 * an IPv4 address inside (mapped, 6to4, NAT64, Teredo), which could lead anywhere.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Only 2000::/3 is given out; the rest of IPv6's "unicast" is not yet anybody's. IPv4-compatible ::a.b.c.d is in it.
  return !(parsed instanceof ipaddr.IPv6) || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** A host as the URL has it, without the brackets of IPv6. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/gu, '').replace(/\.$/u, '');

/**
 * Why this address is not fetched, in a sentence, or the parsed URL. Decided before any name is resolved; what the name
 * resolves to is asked afterwards, with `isPublicAddress`. WHATWG parsing has already unmasked decimal, octal and hex
 * forms, full stops of other scripts and backslashes.
 */
export function webAddress(address: string): { readonly url: URL } | { readonly complaint: string } {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return {
      complaint: 'Only addresses of the web (http or https) can be fetched. Copy it from the browser’s address bar.',
    };
  if (url.username || url.password)
    return { complaint: 'This address carries a name or password. Remove what stands before the @ and try again.' };
  if (!WEB_PORTS.has(url.port))
    return { complaint: `Port ${url.port} is not one on which web pages are served, so it is not fetched.` };
  const host = bareHost(url);
  const numeric = ipaddr.isValid(host);
  if (numeric ? !isPublicAddress(host) : INNER_NAME.test(host) || !host.includes('.')) return { complaint: INNER };
  return { url };
}

export const INNER =
  'This address leads to a machine of this network, not to the public web, so it is not fetched. Open the page yourself and paste its text.';
