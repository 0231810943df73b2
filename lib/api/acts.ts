import type { z } from 'zod';
import { callerOf } from '../accounts/session.ts';
import type { Caller } from '../platform/access.ts';
import { invalid } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, Refusal } from '../platform/errors.ts';
import { addressOf, isSameOrigin, json, problem, readJson } from '../platform/http.ts';
import { take } from '../platform/limits.ts';
import type { Locale } from '../platform/locales.rules.ts';
import { chooseLocale } from '../platform/locales.rules.ts';
import { logUnforeseen } from '../platform/log.ts';

/** What an act is given besides its input. */
export interface Asked {
  readonly db: Database;
  readonly request: Request;
  readonly address: string;
  readonly locale: Locale;
}

/**
 * An act of a page that is no command, because a secret passes through it (a password, a code, a link): what is kept of it
 * is a command that the act runs with the secret sealed or hashed.
 */
export interface Act<Who> {
  readonly input: z.ZodType;
  run(asked: Asked & Who, input: unknown): Promise<Result<unknown>>;
}

export function act<Input, Who>(
  input: z.ZodType<Input>,
  run: (asked: Asked & Who, input: Input) => Promise<Result<unknown>>,
): Act<Who> {
  return { input, run: (asked, raw) => run(asked, input.parse(raw)) };
}

type Handler = (request: Request, context: { params: Promise<{ act: string }> }) => Promise<Response>;

/** For nobody in particular: the door. */
export const serveDoor = (acts: Readonly<Record<string, Act<unknown>>>): Handler =>
  handler(acts, () => Promise.resolve({}));

/** For whoever is signed in by cookie; tokens do not change how their owner signs in. */
export const serveOwn = (acts: Readonly<Record<string, Act<{ readonly caller: Caller }>>>): Handler =>
  handler(acts, async (request) => {
    const caller = await callerOf(request);
    return caller?.sessionId ? { caller } : null;
  });

function handler<Who>(
  acts: Readonly<Record<string, Act<Who>>>,
  who: (request: Request) => Promise<Who | null>,
): Handler {
  return async (request, { params }) => {
    try {
      if (!isSameOrigin(request)) return problem(failure('wrong_origin').error);
      const { act: name } = await params;
      const found = Object.hasOwn(acts, name) ? acts[name] : undefined;
      if (!found) return problem(failure('not_found').error);
      const person = await who(request);
      if (!person) return problem(failure('signed_out').error);
      const db = await database();
      const address = addressOf(request.headers);
      const limited = await take(db, 'door', address);
      if (limited) return problem(limited);
      const input = found.input.safeParse(await readJson(request));
      if (!input.success) return problem(invalid(input.error).error);
      const kept = /(?:^|;\s*)locale=(\w+)/u.exec(request.headers.get('cookie') ?? '')?.[1];
      const locale = chooseLocale(kept, request.headers.get('accept-language'));
      const done = await found.run({ db, request, address, locale, ...person }, input.data);
      return done.ok ? json(done.value) : problem(done.error);
    } catch (error) {
      if (error instanceof Refusal) return problem(error.failure);
      logUnforeseen(error, request);
      return problem(failure('internal').error);
    }
  };
}
