import type { NewDocument } from '../notes/document.ts';
import { writePermission } from '../notes/append.ts';
import { on } from '../platform/access.ts';
import { askAccess } from './access.ts';
import type { Caret } from './carets.ts';
import { readCarets, writeCarets } from './carets.ts';
import type { Channel, Connection } from './connection.ts';
import type { DocumentClient, OpenDocument } from './documents.ts';
import type { ClientMessage } from './protocol.schema.ts';
import type { BinaryFrame } from './wire.rules.ts';

type Open = Extract<ClientMessage, { t: 'open' }>;

const sentences = {
  reload: 'This page is older than the document. Reload it before you go on.',
  lineage: 'This document was made anew. Reload the page; what you wrote is still on your screen until then.',
  frozen: 'This text is sealed and takes no more changes.',
  forbidden: 'You may read this, not change it.',
  not_found: 'There is nothing here, or not for you.',
};

/** Opens a document for a connection; null when it was refused, with the reason already sent. */
export async function openDocument(
  connection: Connection,
  { ch, doc: id, schema, lineage }: Open,
): Promise<Channel | null> {
  const { hub, caller, person } = connection;
  const reading = await askAccess(hub.db, caller, on.liveDocument('investigation.read', id));
  if (!reading.ok) {
    connection.refuse(ch, 'not_found', sentences.not_found);
    return null;
  }
  const row = await hub.db.prisma.liveDocument.findUniqueOrThrow({
    where: { id },
    select: { kind: true, schemaVersion: true, lineage: true },
  });
  // Before any sync: an editor that does not know the document's nodes would destroy them by opening it (LIV-3).
  if (row.schemaVersion !== schema) {
    connection.refuse(ch, 'reload', sentences.reload);
    return null;
  }
  if (lineage !== undefined && lineage !== row.lineage) {
    connection.refuse(ch, 'lineage', sentences.lineage);
    return null;
  }
  let write = await mayWrite(connection, id, row.kind);
  const carets = new Map<number, Caret>();
  const client: DocumentClient = {
    author: { userId: person.userId, sessionId: caller.sessionId },
    carets,
    sendUpdate: (update) => connection.sendFrame({ kind: 'update', channel: ch, n: 0, update }),
    sendCarets: (update) => connection.sendFrame({ kind: 'awareness', channel: ch, update }),
    acknowledge: (n) => connection.sendFrame({ kind: 'ack', channel: ch, n }),
    refuse: (why) => {
      write = false;
      connection.send({ t: 'write', ch, write, why: sentences[why] });
    },
    malformed: (why) => connection.close(1008, why),
    failed: () => connection.close(1011, 'The text could not be stored. Trying again.'),
  };
  const document = await hub.documents.join(id, client);
  connection.send({ t: 'opened', ch, lineage: row.lineage, write });
  const others = new Map([...document.clients].flatMap((other) => (other === client ? [] : [...other.carets])));
  if (others.size > 0) client.sendCarets(writeCarets(others));

  return {
    close: () => {
      tellOthers(
        document,
        client,
        new Map([...carets].map(([key, { clock }]) => [key, { clock: clock + 1, state: 'null' }])),
      );
      void hub.documents.leave(document, client);
    },
    recheck: async () => {
      if (!(await askAccess(hub.db, caller, on.liveDocument('investigation.read', id))).ok) return 'gone';
      const now = await mayWrite(connection, id, row.kind);
      if (now !== write) {
        write = now;
        connection.send({ t: 'write', ch, write, why: now ? '' : sentences.forbidden });
      }
      return 'stays';
    },
    onFrame: (frame: BinaryFrame) => {
      switch (frame.kind) {
        case 'have':
          void document.sync(frame.vector).then(
            ({ update, vector }) => connection.sendFrame({ kind: 'sync', channel: ch, update, vector }),
            () => connection.close(1008, 'This could not be read.'),
          );
          break;
        case 'update':
          // Refused visibly: the editor says so and stops (LIV-4). The log asks again, under lock, for what passes.
          if (write) document.push(client, frame.n, frame.update);
          else connection.send({ t: 'write', ch, write, why: sentences.forbidden });
          break;
        case 'awareness': {
          const given = readCarets(frame.update, person);
          const owner = (key: number) =>
            [...document.clients].some((other) => other !== client && other.carets.has(key));
          const mine = new Map([...given].filter(([key]) => !owner(key)));
          for (const [key, caret] of mine) {
            if (caret.state === 'null') carets.delete(key);
            else if (carets.size < 8) carets.set(key, caret);
          }
          tellOthers(document, client, mine);
          break;
        }
        case 'sync':
        case 'ack':
          connection.close(1008, 'This is for the server to say.');
      }
    },
  };
}

function tellOthers(document: OpenDocument, client: DocumentClient, carets: ReadonlyMap<number, Caret>): void {
  if (carets.size === 0) return;
  const update = writeCarets(carets);
  for (const other of document.clients) if (other !== client) other.sendCarets(update);
}

async function mayWrite({ hub, caller }: Connection, id: string, kind: NewDocument['kind']): Promise<boolean> {
  const { frozen } = await hub.db.prisma.liveDocument.findUniqueOrThrow({ where: { id }, select: { frozen: true } });
  return !frozen && (await askAccess(hub.db, caller, on.liveDocument(writePermission[kind], id))).ok;
}
