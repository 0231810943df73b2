// One of two browsers in the room: the same Tiptap editor on each server's own client. Runs in the page.
import { HocuspocusProvider } from '@hocuspocus/provider';
import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import { WebsocketProvider } from 'y-websocket';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { LiveClient } from '../../../lib/live/client/live-client.ts';
import { noteExtensions, NOTE_SCHEMA_VERSION } from '../../../lib/notes/extensions.ts';
import { browserKeptEdits } from '../../../components/live/kept-edits.ts';

export interface Watched {
  /** When the nth letter was pressed here. */
  readonly pressed: number[];
  /** When the nth letter was on this screen. */
  readonly shown: number[];
}

declare global {
  interface Window {
    watched: Watched;
    enterRoom: (kind: string, documentId: string, userId: string) => Promise<void>;
  }
}

/** Milliseconds on a clock that both pages share. */
const now = (): number => performance.timeOrigin + performance.now();

interface Provider {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly ready: Promise<void>;
}

function ours(documentId: string, userId: string): Provider {
  const client = new LiveClient({
    url: `ws://${location.host}/live`,
    stillSignedIn: () => Promise.resolve(true),
    network: window,
    kept: browserKeptEdits(userId),
  });
  client.start();
  const text = client.text(documentId, NOTE_SCHEMA_VERSION);
  const ready = new Promise<void>((resolve) => {
    const look = () => {
      if (text.ready.get()) resolve();
    };
    text.ready.subscribe(look);
    look();
  });
  return { doc: text.doc, awareness: text.awareness, ready };
}

function plain(documentId: string): Provider {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://${location.host}`, documentId, doc, { disableBc: true });
  return {
    doc,
    awareness: provider.awareness,
    ready: new Promise((resolve) => provider.once('sync', () => resolve())),
  };
}

function hocuspocus(documentId: string): Provider {
  const doc = new Y.Doc();
  const provider = new HocuspocusProvider({
    url: `ws://${location.host}`,
    name: documentId,
    document: doc,
    token: 'bench',
  });
  const { awareness } = provider;
  if (!awareness) throw new Error('Hocuspocus gives its provider an awareness unless it is told not to');
  return { doc, awareness, ready: new Promise((resolve) => provider.on('synced', () => resolve())) };
}

window.enterRoom = async (kind, documentId, userId) => {
  const provider =
    kind === 'ours' ? ours(documentId, userId) : kind.startsWith('plain') ? plain(documentId) : hocuspocus(documentId);
  await provider.ready;
  const element = document.createElement('div');
  document.body.append(element);
  const editor = new Editor({
    element,
    extensions: [
      ...noteExtensions,
      Collaboration.configure({ document: provider.doc }),
      CollaborationCaret.configure({ provider, user: { name: userId, color: '#3a6b5d' } }),
    ],
  });
  const watched: Watched = { pressed: [], shown: [] };
  window.watched = watched;
  // The moment at which the browser took the key, not the one at which this page had time for it.
  element.addEventListener('keydown', (event) => watched.pressed.push(performance.timeOrigin + event.timeStamp), true);
  let waiting = false;
  editor.on('update', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      // After the frame in which it is drawn.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        waiting = false;
        const letters = editor.state.doc.textContent.length;
        for (const at = now(); watched.shown.length < letters;) watched.shown.push(at);
      };
      channel.port2.postMessage(null);
    });
  });
};
