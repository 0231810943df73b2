/**
 * A path of this site, or the front page. Parsed as a browser parses it: it drops tabs and line ends and takes a backslash
 * for a slash, so that what does not look like another site may well be one.
 */
export function safePath(next: string | undefined): string {
  const here = 'http://here.invalid';
  if (!next || !URL.canParse(next, here)) return '/';
  const url = new URL(next, here);
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/';
}
