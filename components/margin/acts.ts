import { v7 } from 'uuid';
import type { AnnotationView, ReplyView } from '../../lib/annotations/schema.ts';
import type { Toast } from '../ui/toast.tsx';
import type { MarkChanges } from './edit-mark.tsx';
import { linkTo } from './look.ts';
import type { Step, UndoLog } from './undo.ts';

/** What can be done with a mark. Each goes through the outbox; a refusal is said in its own words. */
export interface MarkActs {
  readonly create: (input: Record<string, unknown> & { readonly id: string }) => Promise<boolean>;
  /** Whether it was taken: a refused reply's words are given back to their writer. */
  readonly reply: (mark: AnnotationView, text: string) => Promise<boolean>;
  readonly editReply: (mark: AnnotationView, reply: ReplyView, text: string) => Promise<boolean>;
  readonly deleteReply: (mark: AnnotationView, reply: ReplyView) => Promise<void>;
  readonly edit: (mark: AnnotationView, changes: MarkChanges) => Promise<boolean>;
  readonly move: (mark: AnnotationView, version: number, ranges: readonly Range[]) => Promise<boolean>;
  readonly assign: (mark: AnnotationView, assigneeId: string | null) => Promise<boolean>;
  readonly acknowledge: (mark: AnnotationView, reply: ReplyView | null, acknowledged: boolean) => Promise<boolean>;
  readonly resolve: (mark: AnnotationView, resolved: boolean) => Promise<boolean>;
  readonly share: (mark: AnnotationView, visibility: AnnotationView['visibility']) => Promise<void>;
  readonly remove: (mark: AnnotationView) => Promise<void>;
  readonly copyLink: (mark: AnnotationView) => Promise<void>;
  /** Whether there was something to take back, or to do once more. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What the acts say when they are done, in the reader's language. */
export type Said = (
  key: 'replyDeleted' | 'markDeleted' | 'undo' | 'undone' | 'redone' | 'nothing' | 'shared' | 'unshared' | 'linkCopied',
) => string;

export function markActs(log: UndoLog, toast: (toast: Toast) => void, said: Said): MarkActs {
  const refused = (detail: string): void => toast({ text: detail, tone: 'bad' });
  /** Whether it was done. */
  const act = async (redo: Step, undo: Step, first: Step = redo): Promise<boolean> => {
    const answer = await log.act(first, { undo, redo });
    if (!answer.ok) refused(answer.error.detail);
    return answer.ok;
  };
  /** The same command with other values is its own inverse. */
  const change = (name: string, now: Record<string, unknown>, before: Record<string, unknown>) =>
    act({ name, input: now }, { name, input: before });
  const deleted = async (redo: Step, undo: Step, text: string): Promise<void> => {
    if (await act(redo, undo)) toast({ text, action: { label: said('undo'), run: () => void again('undo') } });
  };
  const again = (way: 'undo' | 'redo'): boolean => {
    const running = log[way]();
    if (!running) {
      toast({ text: said('nothing') });
      return false;
    }
    void running.then((answer) =>
      answer.ok ? toast({ text: said(way === 'undo' ? 'undone' : 'redone') }) : refused(answer.error.detail),
    );
    return true;
  };
  const onMark = (name: string, { id: annotationId }: Pick<AnnotationView, 'id'>): Step => ({
    name: `annotation.${name}`,
    input: { annotationId },
  });
  return {
    create: (input) => act(onMark('restore', input), onMark('delete', input), { name: 'annotation.create', input }),
    reply: ({ id: annotationId }, text) => {
      const replyId = v7();
      const input = { replyId, annotationId };
      return act(
        { name: 'reply.restore', input },
        { name: 'reply.delete', input },
        { name: 'reply.create', input: { id: replyId, annotationId, text } },
      );
    },
    editReply: ({ id: annotationId }, { id: replyId, text: before }, text) =>
      change('reply.update', { replyId, annotationId, text }, { replyId, annotationId, text: before }),
    deleteReply: ({ id: annotationId }, { id: replyId }) => {
      const input = { replyId, annotationId };
      return deleted({ name: 'reply.delete', input }, { name: 'reply.restore', input }, said('replyDeleted'));
    },
    edit: (mark, { text, tags }) =>
      change(
        'annotation.update',
        { annotationId: mark.id, text, tags },
        { annotationId: mark.id, text: mark.text, tags: mark.tags.map((tag) => tag.name) },
      ),
    move: (mark, version, ranges) => {
      const before = mark.anchors.flatMap(({ version: number, start, end }) =>
        number === version && start !== null && end !== null ? [{ start, end }] : [],
      );
      const to = (places: readonly Range[]) => ({ annotationId: mark.id, version, target: { ranges: places } });
      return change('annotation.update', to(ranges), to(before));
    },
    assign: (mark, assigneeId) =>
      change(
        'annotation.update',
        { annotationId: mark.id, assigneeId },
        { annotationId: mark.id, assigneeId: mark.assigneeId },
      ),
    acknowledge: ({ id: annotationId }, reply, acknowledged) => {
      const place = { annotationId, ...(reply ? { replyId: reply.id } : {}) };
      return change('annotation.acknowledge', { ...place, acknowledged }, { ...place, acknowledged: !acknowledged });
    },
    resolve: ({ id: annotationId }, resolved) =>
      change('annotation.resolve', { annotationId, resolved }, { annotationId, resolved: !resolved }),
    share: async (mark, visibility) => {
      const done = await change(
        'annotation.update',
        { annotationId: mark.id, visibility },
        { annotationId: mark.id, visibility: mark.visibility },
      );
      if (done) toast({ text: said(visibility === 'case' ? 'shared' : 'unshared') });
    },
    remove: (mark) => deleted(onMark('delete', mark), onMark('restore', mark), said('markDeleted')),
    copyLink: async (mark) => {
      const link = new URL(linkTo(mark), window.location.href).toString();
      try {
        await navigator.clipboard.writeText(link);
        toast({ text: said('linkCopied') });
      } catch {
        // No clipboard without https, or without leave: then it is shown, to be copied by hand.
        toast({ text: link, tone: 'bad' });
      }
    },
    undo: () => again('undo'),
    redo: () => again('redo'),
  };
}
