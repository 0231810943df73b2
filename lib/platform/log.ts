/**
 * Structured logs: one JSON object a line on standard error. Nothing that could be a secret gets in: what looks like one is
 * struck out of words, and addresses of requests come without their query and without single-use links.
 */
type Level = 'info' | 'warn' | 'error';
type Field = string | number | boolean | null | undefined;

const SECRETS = [
  /\brdt_[\w-]{10,}/gu,
  /\beyJ[\w-]{8,}\.[\w.-]+/gu,
  /\b(Bearer|Basic)\s+[\w+/=.~-]+/giu,
  /\b(postgres(?:ql)?|redis|smtps?|https?):\/\/[^\s/@:]+:[^\s/@]+@/giu,
  /("?(?:password|secret|token|code|authorization|cookie|passwordHash)"?\s*[:=]\s*)("[^"]*"|[^\s,}]+)/giu,
];

export function redact(text: string): string {
  return SECRETS.reduce(
    (words, pattern, index) => words.replace(pattern, index === 4 ? '$1[removed]' : '[removed]'),
    text,
  );
}

/** The path of a request as it may be kept: `/invite/…` and `/reset/…` carry their secret in the path. */
export function loggablePath(url: string): string {
  const [path = '/'] = url.split(/[?#]/u);
  return path.replace(/^\/(invite|reset|confirm-mail)\/[^/]+/u, '/$1/[removed]').slice(0, 300);
}

export function logLine(level: Level, event: string, fields: Readonly<Record<string, Field>> = {}): void {
  const line = { time: new Date().toISOString(), level, event, ...fields };
  process.stderr.write(`${redact(JSON.stringify(line))}\n`);
}

/** Something that nobody foresaw, with the request's id when there is one: what the person is shown, too. */
export function logUnforeseen(error: unknown, request?: Request): void {
  logLine('error', 'unforeseen', {
    requestId: request?.headers.get('x-request-id') ?? undefined,
    method: request?.method,
    path: request ? loggablePath(new URL(request.url).pathname) : undefined,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
