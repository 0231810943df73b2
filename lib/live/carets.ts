import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';

const MAX_CARET = 2_000;

/** One editor's caret: y-protocols/awareness, with the person put in by the server. */
export interface Caret {
  readonly clock: number;
  /** JSON; `null` when it has gone. */
  readonly state: string;
}

interface Person {
  readonly userId: string;
  readonly name: string;
}

/**
 * Reads an awareness update and stamps the person on every caret in it: whoever a client says it is does not matter.
 * Throws on anything malformed or too large. Format of y-protocols: count, then (client, clock, JSON) for each.
 */
export function readCarets(update: Uint8Array, person: Person): ReadonlyMap<number, Caret> {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > 8) throw new Error('too many carets');
  const carets = new Map<number, Caret>();
  for (let index = 0; index < count; index += 1) {
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const text = decoding.readVarString(decoder);
    if (text.length > MAX_CARET) throw new Error('caret too large');
    const parsed: unknown = JSON.parse(text);
    const state =
      parsed === null
        ? null
        : { ...z.record(z.string(), z.unknown()).parse(parsed), user: { id: person.userId, name: person.name } };
    carets.set(client, { clock, state: JSON.stringify(state) });
  }
  return carets;
}

export function writeCarets(carets: ReadonlyMap<number, Caret>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, carets.size);
  for (const [client, { clock, state }] of carets) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}
