/** Why a fetch gave nothing. `blocked`: it was not tried; the others tell what the other side did. */
export type FetchProblem =
  'blocked' | 'unreachable' | 'timeout' | 'too_large' | 'redirects' | 'robots' | 'status' | 'broken' | 'cancelled';

/** A sentence for the person who asked, saying what to do (SRC-8). */
export class FetchRefused extends Error {
  constructor(
    readonly code: FetchProblem,
    message: string,
    readonly status: number | null = null,
  ) {
    super(message);
  }
}
