/**
 * Every way in which a request can end other than well: one closed union, one table to HTTP and to words on the screen.
 * `detail` given at the place of refusal is a sentence that says what to do; the table's words are what is said when
 * the place has nothing better.
 */
export const errorTable = {
  invalid_input: { status: 422, title: 'Something in this is not right.' },
  malformed: { status: 400, title: 'This could not be read.' },
  signed_out: { status: 401, title: 'Sign in first.' },
  second_factor: { status: 401, title: 'Give the code of your second factor, too.' },
  suspended: { status: 403, title: 'This account is suspended. Ask a moderator.' },
  forbidden: { status: 403, title: 'You may not do this here.' },
  reauthenticate: { status: 403, title: 'Prove once more that it is you.' },
  scope_missing: { status: 403, title: 'This token may not do that.' },
  wrong_origin: { status: 403, title: 'This request came from another site.' },
  not_found: { status: 404, title: 'There is nothing here, or not for you.' },
  method_not_allowed: { status: 405, title: 'This address does not do that.' },
  conflict: { status: 409, title: 'This does not fit with what is there now.' },
  stale: { status: 409, title: 'It changed while you were working. Look again, then repeat.' },
  id_taken: { status: 409, title: 'This id was used for something else.' },
  too_large: { status: 413, title: 'This is too large.' },
  rate_limited: { status: 429, title: 'Too many attempts. Wait a little.' },
  internal: { status: 500, title: 'Something broke on our side. Nothing was changed.' },
  unavailable: { status: 503, title: 'The database is not reachable. Try again shortly.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorTable;

export interface Failure {
  readonly code: ErrorCode;
  readonly detail: string;
  /** Which field, for forms. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter?: number;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = (
  code: ErrorCode,
  detail?: string,
  fields?: Failure['fields'],
): { ok: false; error: Failure } => ({
  ok: false,
  error: { code, detail: detail ?? errorTable[code].title, ...(fields ? { fields } : {}) },
});

/**
 * How code inside a transaction says no: leaving by an exception is what rolls it back. `execute` and `ask` turn it into
 * a Result; it never crosses their border.
 */
export class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

export function refuse(code: ErrorCode, detail?: string, fields?: Failure['fields']): never {
  throw new Refusal(failure(code, detail, fields).error);
}

/** The value, or `not_found`. */
export function found<T>(value: T | null | undefined, detail?: string): T {
  if (value === null || value === undefined) refuse('not_found', detail);
  return value;
}
