// Clients that speak each server's protocol and nothing more: what is measured is the server, not a thousand editors.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';
import { decodeFrame, encodeFrame } from '../../lib/live/wire.rules.ts';

export type Kind = 'ours' | 'plain' | 'plain+log' | 'hocuspocus' | 'hocuspocus+log';
export const kinds: readonly Kind[] = ['ours', 'plain', 'hocuspocus', 'plain+log', 'hocuspocus+log'];

/** Whose turn it is in a round: each begins with another one. */
export const turnsOf = (all: readonly Kind[], round: number): readonly Kind[] => {
  const first = round % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
};

export interface BenchClient {
  /** Sends an edit; the server's acknowledgement, where it has one, is heard by `onAck` with the same number. */
  readonly send: (n: number, update: Uint8Array) => void;
  /** Moves the caret (y-protocols/awareness). Where carets of others stand is received and not looked at. */
  readonly point: (awareness: Uint8Array) => void;
  readonly close: () => void;
}

interface Heard {
  /** Bytes with edits of others in them. */
  readonly onEdits: (bytes: Buffer) => void;
  readonly onAck: (n: number) => void;
}

interface Target {
  readonly port: number;
  readonly documentId: string;
  readonly userId: string;
}

const emptyVector = Y.encodeStateVector(new Y.Doc());

/** Resolves after the first sync. */
export function connectTo(kind: Kind, target: Target, heard: Heard): Promise<BenchClient> {
  switch (kind) {
    case 'ours':
      return ours(target, heard);
    case 'plain':
    case 'plain+log':
      return plain(target, heard);
    case 'hocuspocus':
    case 'hocuspocus+log':
      return hocuspocus(target, heard);
  }
}

function open(port: number, path: string, headers: Record<string, string> = {}): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, perMessageDeflate: false });
}

function ours({ port, documentId, userId }: Target, { onEdits, onAck }: Heard): Promise<BenchClient> {
  const socket = open(port, '/live', { 'x-user': userId, origin: `http://127.0.0.1:${port}` });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION })),
    );
    socket.on('message', (data: Buffer, binary) => {
      if (!binary) {
        if (data.includes('"opened"')) socket.send(encodeFrame({ kind: 'have', channel: 1, vector: emptyVector }));
        return;
      }
      // Byte 1 is the kind: 5 are edits and 4 carets, the many; the few others are decoded.
      if (data[1] === 5) onEdits(data);
      if (data[1] === 5 || data[1] === 4) return;
      const frame = decodeFrame(data);
      if (frame.kind === 'ack') onAck(frame.n);
      if (frame.kind === 'sync')
        resolve({
          send: (n, update) => socket.send(encodeFrame({ kind: 'update', channel: 1, n, update })),
          point: (update) => socket.send(encodeFrame({ kind: 'awareness', channel: 1, update })),
          close: () => socket.terminate(),
        });
    });
  });
}

function plain({ port, documentId }: Target, { onEdits }: Heard): Promise<BenchClient> {
  const socket = open(port, `/${documentId}`);
  const message = (type: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    return encoding.toUint8Array(encoder);
  };
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(message(0, (encoder) => sync.writeSyncStep1(encoder, new Y.Doc()))));
    socket.on('message', (data: Buffer) => {
      // Type 1 is awareness.
      if (data[0] !== 0) return;
      if (data[1] === 2) onEdits(data);
      if (data[1] === 1)
        resolve({
          send: (_n, update) => socket.send(message(0, (encoder) => sync.writeUpdate(encoder, update))),
          point: (update) => socket.send(message(1, (encoder) => encoding.writeVarUint8Array(encoder, update))),
          close: () => socket.terminate(),
        });
    });
  });
}

function hocuspocus({ port, documentId }: Target, { onEdits, onAck }: Heard): Promise<BenchClient> {
  const socket = open(port, '/');
  const message = (type: number, write: (encoder: encoding.Encoder) => void) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, documentId);
    encoding.writeVarUint(encoder, type);
    write(encoder);
    return encoding.toUint8Array(encoder);
  };
  const sent: number[] = [];
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      // Type 2 is authentication (0: a token), type 0 the sync protocol.
      socket.send(
        message(2, (encoder) => {
          encoding.writeVarUint(encoder, 0);
          encoding.writeVarString(encoder, 'bench');
          encoding.writeVarString(encoder, '4.7.0');
        }),
      );
      socket.send(message(0, (encoder) => sync.writeSyncStep1(encoder, new Y.Doc())));
    });
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(data);
      decoding.readVarString(decoder);
      const type = decoding.readVarUint(decoder);
      // Type 8 says that an update was applied.
      if (type === 8) {
        const n = sent.shift();
        if (n !== undefined) onAck(n);
      }
      if (type !== 0) return;
      const step = decoding.readVarUint(decoder);
      if (step === 2) onEdits(data);
      if (step === 1)
        resolve({
          send: (n, update) => {
            sent.push(n);
            socket.send(message(0, (encoder) => sync.writeUpdate(encoder, update)));
          },
          point: (update) => socket.send(message(1, (encoder) => encoding.writeVarUint8Array(encoder, update))),
          close: () => socket.terminate(),
        });
    });
  });
}
