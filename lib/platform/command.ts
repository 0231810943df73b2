import { z } from 'zod';
import type { Actor, Allow, Caller, Place } from './access.ts';
import { authorise, loadActor } from './access.ts';
import { canonicalJson, sha256 } from './canonical.ts';
import type { Database, Transaction } from './db.ts';
import { Prisma } from './db.ts';
import type { Failure, Result } from './errors.ts';
import { failure, Refusal, refuse, success } from './errors.ts';
import type { EmittedEvent } from './events.ts';
import { appendEvents, notify } from './events.ts';
import { clientId, newId } from './ids.ts';
import type { Facts } from './policy.rules.ts';

/** Everything a command may touch. A test passes its own clock. */
export interface CommandContext {
  readonly tx: Transaction;
  readonly actor: Actor;
  /** By which session or token. */
  readonly caller: Caller;
  /** The facts on which the permission was granted. */
  readonly facts: Facts & Place;
  readonly now: Date;
  readonly newId: () => string;
  /** The events are appended, numbered and chained when `run` has ended. */
  readonly emit: (event: EmittedEvent) => void;
  /** Says on commit that what this person may do has changed: open sockets look again (ACC-3). */
  readonly accessChanged: (userId: string) => Promise<void>;
}

export interface Command<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  // Methods, not properties: so that a list of commands may hold commands of different inputs. `execute` only ever
  // runs one on what its own schema has parsed.
  allow(input: Input): Allow;
  run(ctx: CommandContext, input: Input): Promise<Output>;
}

type JsonObject = { readonly [key: string]: Json };
type Json = string | number | boolean | null | JsonObject | readonly Json[];

/**
 * The only way to write (CORE-1). `run` changes rows and emits the events that say so; its answer is kept with the
 * command's id and is what a repetition gets, so it is small JSON: ids and numbers, not whole objects.
 */
export function command<Input, Output extends JsonObject>(definition: Command<Input, Output>): Command<Input, Output> {
  return definition;
}

export interface ExecuteOptions {
  /** The id that the client chose (UUIDv7). The same id again gives the same answer and no second effect (CORE-3). */
  readonly id?: string | undefined;
  readonly now?: () => Date;
}

/**
 * parse -> authorise -> change rows -> append events, all in one transaction. Refusals come back as values; only what
 * nobody foresaw is thrown. A deadlock between two commands is run again, at most thrice: Postgres has undone all of it.
 */
export async function execute<Input, Output>(
  db: Database,
  cmd: Command<Input, Output>,
  caller: Caller,
  rawInput: unknown,
  options: ExecuteOptions = {},
): Promise<Result<Output>> {
  const id = clientId.safeParse(options.id ?? newId());
  if (!id.success) return failure('invalid_input', 'The id of a command must be a UUIDv7.');
  const input = cmd.input.safeParse(rawInput);
  if (!input.success) return invalid(input.error);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return success(await db.prisma.$transaction((tx) => once(tx, cmd, caller, input.data, id.data, options.now)));
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.failure };
      if (attempt < 4 && isSerializationConflict(error)) continue;
      throw error;
    }
  }
}

async function once<Input, Output>(
  tx: Transaction,
  cmd: Command<Input, Output>,
  caller: Caller,
  input: Input,
  id: string,
  clock: (() => Date) | undefined,
): Promise<Output> {
  const now = clock?.() ?? new Date();
  const actor = await loadActor(tx, caller, true);
  if (actor.state !== 'active') refuse('suspended');
  const inputHash = sha256(canonicalJson(input));
  // A concurrent twin holds this row until it commits: the insert waits for it, then finds the id taken.
  const claimed = await tx.$executeRaw`
    INSERT INTO "Command" (id, "actorId", name, "inputHash", at)
    VALUES (${id}::uuid, ${actor.id}::uuid, ${cmd.name}, ${inputHash}, ${now}) ON CONFLICT DO NOTHING`;
  if (claimed === 0) return repeated<Output>(tx, id, actor.id, cmd.name, inputHash);
  const facts = await authorise(tx, caller, actor, cmd.allow(input), true);
  const emitted: EmittedEvent[] = [];
  const output = await cmd.run(
    {
      tx,
      actor,
      caller,
      facts,
      now,
      newId,
      emit: (event) => void emitted.push(event),
      accessChanged: (userId) => notify(tx, { k: 'access', userId }),
    },
    input,
  );
  await tx.$executeRaw`UPDATE "Command" SET result = ${JSON.stringify({ output })}::jsonb WHERE id = ${id}::uuid`;
  await appendEvents(tx, { commandId: id, actorId: actor.id, at: now }, emitted);
  return output;
}

async function repeated<Output>(
  tx: Transaction,
  id: string,
  actorId: string,
  name: string,
  inputHash: string,
): Promise<Output> {
  const first = await tx.command.findUnique({ where: { id } });
  if (first?.actorId !== actorId || first.name !== name || first.inputHash !== inputHash) refuse('id_taken');
  return z.object({ output: z.custom<Output>() }).parse(first.result).output;
}

/** zod's findings as one sentence and a list by field. */
export function invalid(error: z.ZodError): { ok: false; error: Failure } {
  const fields = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const [first] = fields;
  return failure(
    'invalid_input',
    first ? (first.path ? `${first.path}: ${first.message}` : first.message) : undefined,
    fields,
  );
}

function isSerializationConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // P2034: Prisma's name for a write conflict or deadlock; raw queries carry Postgres's own code instead.
  return (
    error.code === 'P2034' ||
    /40P01|40001|deadlock detected/.test(`${error.message} ${JSON.stringify(error.meta ?? {})}`)
  );
}
