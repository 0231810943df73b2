import type { z } from 'zod';
import type { Actor, Allow, Caller, Place } from './access.ts';
import { authorise, loadActor } from './access.ts';
import { invalid } from './command.ts';
import type { Database, Reader } from './db.ts';
import type { Result } from './errors.ts';
import { Refusal, success } from './errors.ts';
import type { Facts } from './policy.rules.ts';

export interface QueryContext {
  readonly db: Reader;
  readonly pool: Database['pool'];
  /** Every read is scoped to this person. */
  readonly viewer: Actor;
  /** By which session or token. */
  readonly caller: Caller;
  readonly facts: Facts & Place;
}

export interface Query<Input = unknown, Output = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  /** The shape of the answer: the API's description is made from it, and its tests parse with it. */
  readonly output: z.ZodType<Output>;
  allow(input: Input): Allow;
  run(ctx: QueryContext, input: Input): Promise<Output>;
}

/** A read, asked of the same permission table as the writes. */
export function query<Input, Output>(definition: Query<Input, Output>): Query<Input, Output> {
  return definition;
}

export async function ask<Input, Output>(
  db: Database,
  q: Query<Input, Output>,
  caller: Caller,
  rawInput: unknown,
): Promise<Result<Output>> {
  const input = q.input.safeParse(rawInput);
  if (!input.success) return invalid(input.error);
  try {
    const viewer = await loadActor(db.prisma, caller, false);
    const facts = await authorise(db.prisma, caller, viewer, q.allow(input.data), false);
    return success(await q.run({ db: db.prisma, pool: db.pool, viewer, caller, facts }, input.data));
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.failure };
    throw error;
  }
}
