import { v7 } from 'uuid';
import type { AnnotationView, ReplyView } from '../../lib/annotations/schema.ts';
import type { Failure } from '../../lib/platform/errors.ts';
import type { Toast } from '../ui/toast.tsx';
import type { MarkChanges } from './edit-mark.tsx';
import { linkTo } from './look.ts';

/** What can be done with a mark. Each goes through the outbox; a refusal is said in its own words. */
export interface MarkActs {
  /** Whether it was taken: a refused reply's words are given back to their writer. */
  readonly reply: (mark: AnnotationView, text: string) => Promise<boolean>;
  readonly editReply: (mark: AnnotationView, reply: ReplyView, text: string) => Promise<void>;
  readonly deleteReply: (mark: AnnotationView, reply: ReplyView) => Promise<void>;
  readonly edit: (mark: AnnotationView, changes: MarkChanges) => Promise<void>;
  readonly resolve: (mark: AnnotationView, resolved: boolean) => Promise<void>;
  readonly share: (mark: AnnotationView, visibility: AnnotationView['visibility']) => Promise<void>;
  readonly remove: (mark: AnnotationView) => Promise<void>;
  readonly copyLink: (mark: AnnotationView) => Promise<void>;
}

/** Gives a command to the outbox; settles when the server has answered. */
export type Send = (
  name: string,
  input: Record<string, unknown>,
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly error: Failure }>;

export function markActs(command: Send, toast: (toast: Toast) => void): MarkActs {
  /** Whether it was done. */
  const send = async (name: string, input: Record<string, unknown>): Promise<boolean> => {
    const result = await command(name, input);
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    return result.ok;
  };
  const undoable = async (name: string, input: Record<string, unknown>, text: string, back: string): Promise<void> => {
    if (await send(name, input)) toast({ text, action: { label: 'Undo', run: () => void send(back, input) } });
  };
  return {
    reply: ({ id: annotationId }, text) => send('reply.create', { id: v7(), annotationId, text }),
    editReply: async ({ id: annotationId }, { id: replyId }, text) => {
      await send('reply.update', { replyId, annotationId, text });
    },
    deleteReply: ({ id: annotationId }, { id: replyId }) =>
      undoable('reply.delete', { replyId, annotationId }, 'Reply deleted.', 'reply.restore'),
    edit: async ({ id: annotationId }, { text, tags }) => {
      await send('annotation.update', { annotationId, text, tags });
    },
    resolve: async ({ id: annotationId }, resolved) => {
      await send('annotation.resolve', { annotationId, resolved });
    },
    share: async ({ id: annotationId }, visibility) => {
      if (await send('annotation.update', { annotationId, visibility }))
        toast({ text: visibility === 'case' ? 'Everyone in the case sees it now.' : 'Only you see it now.' });
    },
    remove: ({ id: annotationId }) =>
      undoable('annotation.delete', { annotationId }, 'Mark deleted.', 'annotation.restore'),
    copyLink: async (mark) => {
      const link = new URL(linkTo(mark), window.location.href).toString();
      try {
        await navigator.clipboard.writeText(link);
        toast({ text: 'Link copied.' });
      } catch {
        // No clipboard without https, or without leave: then it is shown, to be copied by hand.
        toast({ text: link, tone: 'bad' });
      }
    },
  };
}
