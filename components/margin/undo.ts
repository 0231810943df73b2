import type { Failure } from '../../lib/platform/errors.ts';

export type Answer = { readonly ok: true } | { readonly ok: false; readonly error: Failure };
/** Gives a command to the outbox; settles when the server has answered. */
export type Send = (name: string, input: Record<string, unknown>) => Promise<Answer>;

export interface Step {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

/** One act of one's own: how to take it back, and how to do it once more. */
export interface Done {
  readonly undo: Step;
  readonly redo: Step;
}

export interface UndoLog {
  /** Does it and remembers it; forgets it again when it is refused. */
  readonly act: (step: Step, done: Done) => Promise<Answer>;
  /** null: there is nothing to take back. */
  readonly undo: () => Promise<Answer> | null;
  readonly redo: () => Promise<Answer> | null;
}

const KEPT = 100;

/**
 * One's own acts on marks, the last one first (ANN-10): never another person's, because only what was done here is in
 * it. Taking back is a command like any other, so history and colleagues see it. It is remembered when the act is given
 * to the outbox, not when it is answered: offline one can take back too, and the outbox keeps the order.
 */
export function undoLog(send: Send): UndoLog {
  let past: Done[] = [];
  let future: Done[] = [];

  const forget = (done: Done) => {
    past = past.filter((one) => one !== done);
    future = future.filter((one) => one !== done);
  };
  const run = async (step: Step, done: Done): Promise<Answer> => {
    const answer = await send(step.name, step.input);
    if (!answer.ok) forget(done);
    return answer;
  };
  return {
    act: (step, done) => {
      past = [...past, done].slice(-KEPT);
      future = [];
      return run(step, done);
    },
    undo: () => {
      const done = past.pop();
      if (!done) return null;
      future.push(done);
      return run(done.undo, done);
    },
    redo: () => {
      const done = future.pop();
      if (!done) return null;
      past.push(done);
      return run(done.redo, done);
    },
  };
}
