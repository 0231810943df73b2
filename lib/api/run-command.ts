import { z } from 'zod';
import { callerOf } from '../accounts/session.ts';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import { failure, Refusal } from '../platform/errors.ts';
import { logUnforeseen } from '../platform/log.ts';
import { isSameOrigin, json, problem, readJson } from '../platform/http.ts';
import { take } from '../platform/limits.ts';
import { clientId } from '../platform/ids.ts';
import { commandNamed } from './registry.ts';

const envelope = z.object({ id: clientId, name: z.string().max(100), input: z.unknown() });

/**
 * The browser's one way to write: `{id, name, input}` with the session cookie. The outbox keeps the envelope until this
 * has answered, so the same one may well arrive twice (CORE-3).
 */
export async function runCommand(request: Request): Promise<Response> {
  try {
    if (!isSameOrigin(request)) return problem(failure('wrong_origin').error);
    const caller = await callerOf(request);
    if (!caller) return problem(failure('signed_out').error);
    const db = await database();
    const limited = await take(db, 'api', caller.sessionId ?? caller.tokenId ?? caller.userId);
    if (limited) return problem(limited);
    const sent = envelope.safeParse(await readJson(request));
    if (!sent.success)
      return problem(failure('malformed', 'A command is {id, name, input} with a UUIDv7 as id.').error);
    const command = commandNamed(sent.data.name);
    if (!command) return problem(failure('not_found', 'There is no such command. Reload the page.').error);
    const result = await execute(db, command, caller, sent.data.input, { id: sent.data.id });
    return result.ok ? json(result.value) : problem(result.error);
  } catch (error) {
    if (error instanceof Refusal) return problem(error.failure);
    logUnforeseen(error, request);
    return problem(failure('internal').error);
  }
}
