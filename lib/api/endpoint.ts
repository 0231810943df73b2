import type { z } from 'zod';
import type { Command } from '../platform/command.ts';
import type { LimitName } from '../platform/limits.ts';
import type { Query } from '../platform/query.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A question and its input, asked after a command to answer with the whole object. */
export interface Asked {
  readonly query: Query;
  readonly input: unknown;
}

/** Methods, not properties, for the same reason as in Command: `serve` passes what this endpoint's own command gave. */
export interface Answer<Output = unknown, Input = unknown> {
  readonly output: z.ZodType;
  ask(output: Output, input: Input): Asked;
}

export interface Endpoint {
  readonly summary: string;
  readonly status: 200 | 201 | 204;
  /** What path, query string and body together must be. */
  readonly input: z.ZodType;
  readonly query?: Query;
  readonly command?: Command;
  /** What to answer with after the command; absent: the command's own answer (or nothing, for 204). */
  readonly answer?: Answer;
  /** Multipart intake and the like: read the request otherwise than as JSON. */
  readonly readBody?: (request: Request) => Promise<unknown>;
  /** A file instead of JSON, made of what the query found. */
  respond?(value: unknown): Response;
  /** The command may begin a job, whose end is waited for (settle.ts). */
  readonly waits?: true;
  /** Taken from the person's allowance before anything is read (ACC-5). */
  readonly limit?: LimitName;
}

/** `/investigations/{investigationId}/members` -> method -> endpoint. Path parameters are named as the input's fields. */
export type EndpointTable = Readonly<Record<string, Partial<Record<Method, Endpoint>>>>;

/** GET that asks one question. */
export function read<Input, Output>(summary: string, query: Query<Input, Output>): Endpoint {
  return { summary, status: 200, input: query.input, query };
}

/**
 * A command, answered with the object it made or changed. `show` picks the input of `query` from the command's answer
 * and input.
 */
export function write<Input, Output, ShowInput, Shown>(
  summary: string,
  status: 200 | 201,
  command: Command<Input, Output>,
  query: Query<ShowInput, Shown>,
  show: (output: Output, input: Input) => NoInfer<Partial<ShowInput>>,
): Endpoint {
  const answer: Answer<Output, Input> = {
    output: query.output,
    ask: (output, input) => ({ query, input: show(output, input) }),
  };
  return { summary, status, input: command.input, command, answer };
}

/** A command that leaves nothing to show. */
export function remove<Input, Output>(summary: string, command: Command<Input, Output>): Endpoint {
  return { summary, status: 204, input: command.input, command };
}
