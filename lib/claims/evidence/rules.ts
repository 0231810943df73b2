/** As much of a piece of evidence as its independence is judged by. */
export interface Origin {
  readonly id: string;
  readonly independent: boolean | null;
  /** The source that its words stand in. */
  readonly sourceId: string | null;
  readonly url: string | null;
  readonly saidBy: string | null;
  readonly sameOriginAsId: string | null;
  readonly stance: 'supports' | 'refutes' | 'context';
}

/** Two addresses of one page: without scheme, `www.`, trailing slash, fragment and campaign parameters. */
export function samePage(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, pathname, searchParams } = new URL(url);
  const kept = [...searchParams]
    .filter(([name]) => !/^(utm_|fbclid|gclid)/u.test(name))
    .map(([name, value]) => `${name}=${value}`);
  return `${hostname.replace(/^www\./u, '')}${pathname.replace(/(?<!\/)\/+$/u, '')}?${kept.sort().join('&')}`;
}

/**
 * How many independent origins the evidence has (CLM-3): pieces from one source, one page or one person count once, and so
 * do those that somebody joined by hand (copies of one agency report). Context proves nothing, and what depends on the
 * speaker is not independent. A union of sets over shared keys.
 */
export function independentOrigins(evidence: readonly Origin[]): number {
  const counted = evidence.filter((item) => item.independent !== false && item.stance !== 'context');
  const group = new Map<string, string>();
  const root = (key: string): string => {
    const above = group.get(key);
    return above === undefined || above === key ? key : root(above);
  };
  const join = (a: string, b: string) => group.set(root(a), root(b));
  for (const item of counted) {
    const own = `e:${item.id}`;
    if (item.sourceId) join(own, `s:${item.sourceId}`);
    if (item.url) join(own, `u:${samePage(item.url)}`);
    if (item.saidBy) join(own, `p:${item.saidBy.trim().toLowerCase()}`);
    if (item.sameOriginAsId) join(own, `e:${item.sameOriginAsId}`);
  }
  return new Set(counted.map((item) => root(`e:${item.id}`))).size;
}
