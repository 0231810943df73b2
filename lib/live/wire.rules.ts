import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * Binary frames of the live socket: `[channel varuint][kind varuint][payload]`. JSON frames (protocol.schema.ts) open and
 * close channels and carry presence and events; Yjs bytes go here.
 */
export type BinaryFrame =
  /** Client: "this is what I have" (a state vector). */
  | { readonly kind: 'have'; readonly channel: number; readonly vector: Uint8Array }
  /** Server: what the client lacks, and the server's own state vector, so that the client sends what the server lacks. */
  | { readonly kind: 'sync'; readonly channel: number; readonly update: Uint8Array; readonly vector: Uint8Array }
  /** Client: an edit, numbered by the client. */
  | { readonly kind: 'update'; readonly channel: number; readonly n: number; readonly update: Uint8Array }
  /** Server: the edit with this number, and all before it, are committed. */
  | { readonly kind: 'ack'; readonly channel: number; readonly n: number }
  /** Carets and selections inside the document (y-protocols/awareness). */
  | { readonly kind: 'awareness'; readonly channel: number; readonly update: Uint8Array }
  /** Server: committed edits, in the order of the log. */
  | { readonly kind: 'updates'; readonly channel: number; readonly updates: readonly Uint8Array[] };

/** A frame without its channel: what is the same for everyone who gets it. */
export type FrameBody = BinaryFrame extends infer Frame
  ? Frame extends BinaryFrame
    ? Omit<Frame, 'channel'>
    : never
  : never;

const kinds = ['have', 'sync', 'update', 'ack', 'awareness', 'updates'] as const;

export function encodeFrame(frame: BinaryFrame): Uint8Array<ArrayBuffer> {
  return frameOf(frame.channel, encodeBody(frame));
}

/** Puts the channel in front of a body that was made once for many. */
export function frameOf(channel: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, channel);
  const head = encoding.toUint8Array(encoder);
  const frame = new Uint8Array(head.length + body.length);
  frame.set(head);
  frame.set(body, head.length);
  return frame;
}

export function encodeBody(frame: FrameBody): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kinds.indexOf(frame.kind));
  switch (frame.kind) {
    case 'have':
      encoding.writeVarUint8Array(encoder, frame.vector);
      break;
    case 'sync':
      encoding.writeVarUint8Array(encoder, frame.update);
      encoding.writeVarUint8Array(encoder, frame.vector);
      break;
    case 'update':
      encoding.writeVarUint(encoder, frame.n);
      encoding.writeVarUint8Array(encoder, frame.update);
      break;
    case 'ack':
      encoding.writeVarUint(encoder, frame.n);
      break;
    case 'awareness':
      encoding.writeVarUint8Array(encoder, frame.update);
      break;
    case 'updates':
      encoding.writeVarUint(encoder, frame.updates.length);
      for (const update of frame.updates) encoding.writeVarUint8Array(encoder, update);
  }
  return encoding.toUint8Array(encoder);
}

/** Throws on anything that is not a whole frame. */
export function decodeFrame(bytes: Uint8Array): BinaryFrame {
  const decoder = decoding.createDecoder(bytes);
  const channel = decoding.readVarUint(decoder);
  const kind = kinds[decoding.readVarUint(decoder)];
  const frame = payload(kind, channel, decoder);
  if (decoding.hasContent(decoder)) throw new Error('trailing bytes');
  return frame;
}

function payload(kind: (typeof kinds)[number] | undefined, channel: number, decoder: decoding.Decoder): BinaryFrame {
  const bytes = () => decoding.readVarUint8Array(decoder);
  switch (kind) {
    case 'have':
      return { kind, channel, vector: bytes() };
    case 'sync':
      return { kind, channel, update: bytes(), vector: bytes() };
    case 'update':
      return { kind, channel, n: decoding.readVarUint(decoder), update: bytes() };
    case 'ack':
      return { kind, channel, n: decoding.readVarUint(decoder) };
    case 'awareness':
      return { kind, channel, update: bytes() };
    case 'updates': {
      const count = decoding.readVarUint(decoder);
      // Every update takes a byte at least: a count beyond the frame is a lie.
      if (count > decoder.arr.length) throw new Error('more updates than bytes');
      return { kind, channel, updates: Array.from({ length: count }, bytes) };
    }
    case undefined:
      throw new Error('unknown kind of frame');
  }
}
