import type { AnnotationView, TargetInput } from '../../lib/annotations/schema.ts';
import {
  acknowledgeInput,
  annotationRef,
  createAnnotationInput,
  createReplyInput,
  replyRef,
  resolveAnnotationInput,
  updateAnnotationInput,
  updateReplyInput,
} from '../../lib/annotations/schema.ts';
import { tagColor, tagSlug } from '../../lib/annotations/rules.ts';

/** A mark as this screen shows it: with what I did to it and the server does not have yet. */
export type ShownAnnotation = AnnotationView & {
  /** Greyed until the server has it (ANN-5). */
  readonly pending: boolean;
};

/** A command that waits in the outbox. */
export interface PendingCommand {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

/** What a mark that the server has not seen yet can be drawn from. */
export interface Surroundings {
  readonly me: { readonly id: string; readonly name: string };
  readonly investigationId: string;
  readonly version: { readonly number: number; readonly text: string };
  /** The part of the text where an offset stands: P12. */
  readonly labelAt: (offset: number) => string | null;
  readonly now: string;
  readonly person: (id: string) => { readonly id: string; readonly name: string };
}

const onMarks = new Set([
  ...['annotation.create', 'annotation.update', 'annotation.resolve', 'annotation.delete', 'annotation.restore'],
  ...['annotation.acknowledge', 'reply.create', 'reply.update', 'reply.delete', 'reply.restore'],
]);

/** Whether marks look different because of it. */
export const showsOnMarks = ({ name }: PendingCommand): boolean => onMarks.has(name);

/** The mark that a command is about; undefined when it is none of ours. */
export function subjectOf({ name, input }: PendingCommand, rows: readonly AnnotationView[]): string | undefined {
  switch (name) {
    case 'annotation.create':
      return createAnnotationInput.safeParse(input).data?.id;
    case 'annotation.update':
    case 'annotation.resolve':
    case 'annotation.delete':
    case 'annotation.restore':
    case 'annotation.acknowledge':
      return annotationRef.safeParse(input).data?.annotationId;
    case 'reply.create':
      return createReplyInput.safeParse(input).data?.annotationId;
    case 'reply.update':
    case 'reply.delete':
    case 'reply.restore': {
      const reply = replyRef.safeParse(input).data;
      return reply?.annotationId ?? rows.find((row) => row.replies.some(({ id }) => id === reply?.replyId))?.id;
    }
    default:
      return undefined;
  }
}

/**
 * The server's rows with the waiting commands done to them, in the order in which they were given. What the server has
 * already is not done twice: a mark or reply whose id is there is left as the server says it is.
 */
export function withPending(
  sourceId: string,
  rows: readonly AnnotationView[],
  commands: readonly PendingCommand[],
  around: Surroundings,
): ShownAnnotation[] {
  if (commands.length === 0) return rows.map(settled);
  const shown = new Map<string, ShownAnnotation>(rows.map((row) => [row.id, settled(row)]));
  for (const command of commands) {
    if (command.name === 'annotation.create') {
      const made = drawn(sourceId, command.input, rows, around);
      if (made && !shown.has(made.id)) shown.set(made.id, made);
      continue;
    }
    const before = shown.get(subjectOf(command, [...shown.values()]) ?? '');
    if (!before) continue;
    const after = changed(before, command, around);
    if (after) shown.set(before.id, { ...after, pending: true });
    else shown.delete(before.id);
  }
  return [...shown.values()];
}

const shownRows = new WeakMap<AnnotationView, ShownAnnotation>();

/** The same object for the same row: whatever is worked out from a mark is worked out once (ANN-9). */
function settled(row: AnnotationView): ShownAnnotation {
  const shown = shownRows.get(row) ?? { ...row, pending: false };
  shownRows.set(row, shown);
  return shown;
}

function changed(mark: AnnotationView, { name, input }: PendingCommand, around: Surroundings): AnnotationView | null {
  switch (name) {
    case 'annotation.update': {
      const { data } = updateAnnotationInput.safeParse(input);
      if (!data) return mark;
      return {
        ...mark,
        ...(data.target ? { anchors: moved(mark, data, around) } : {}),
        ...(data.assigneeId === undefined
          ? {}
          : { assigneeId: data.assigneeId, assignee: data.assigneeId ? around.person(data.assigneeId) : null }),
        text: data.text ?? mark.text,
        visibility: data.visibility ?? mark.visibility,
        status: data.status ?? mark.status,
        tags: data.tags ? data.tags.map((tag) => drawnTag(tag, mark.tags)) : mark.tags,
      };
    }
    case 'annotation.resolve': {
      const { data } = resolveAnnotationInput.safeParse(input);
      return data ? { ...mark, status: data.resolved ? 'resolved' : 'open' } : mark;
    }
    case 'annotation.delete':
      return null;
    case 'annotation.acknowledge': {
      const { data } = acknowledgeInput.safeParse(input);
      if (!data) return mark;
      const put = <Row extends { acknowledgedBy: AnnotationView['acknowledgedBy'] }>(row: Row): Row => {
        const others = row.acknowledgedBy.filter((one) => one.id !== around.me.id);
        return { ...row, acknowledgedBy: data.acknowledged ? [...others, around.me] : others };
      };
      if (!data.replyId) return put(mark);
      return { ...mark, replies: mark.replies.map((reply) => (reply.id === data.replyId ? put(reply) : reply)) };
    }
    case 'reply.create': {
      const { data } = createReplyInput.safeParse(input);
      if (!data?.id || mark.replies.some((reply) => reply.id === data.id)) return mark;
      const { me, now } = around;
      const reply = {
        ...{ id: data.id, authorId: me.id, author: me, text: data.text },
        ...{ createdAt: now, editedAt: null, acknowledgedBy: [] },
      };
      return { ...mark, replies: [...mark.replies, reply] };
    }
    case 'reply.update': {
      const { data } = updateReplyInput.safeParse(input);
      const edit = (reply: AnnotationView['replies'][number]) =>
        reply.id === data?.replyId ? { ...reply, text: data.text, editedAt: around.now } : reply;
      return { ...mark, replies: mark.replies.map(edit) };
    }
    case 'reply.delete': {
      const { data } = replyRef.safeParse(input);
      return { ...mark, replies: mark.replies.filter((reply) => reply.id !== data?.replyId) };
    }
    default:
      return mark;
  }
}

function drawn(
  sourceId: string,
  input: unknown,
  rows: readonly AnnotationView[],
  around: Surroundings,
): ShownAnnotation | null {
  const { data } = createAnnotationInput.safeParse(input);
  if (!data?.id || data.sourceId !== sourceId || 'quote' in data.target) return null;
  const { me, investigationId, now } = around;
  const { claimId, entityId } = data;
  const claim = data.claim
    ? { id: data.claim.id ?? data.id, statement: data.claim.statement }
    : rows.find((row) => row.claim && row.claim.id === claimId)?.claim;
  const entity = data.entity
    ? { ...data.entity, id: data.entity.id ?? data.id }
    : rows.find((row) => row.entity && row.entity.id === entityId)?.entity;
  return {
    id: data.id,
    investigationId,
    sourceId,
    kind: data.kind,
    text: data.text,
    status: 'open',
    visibility: data.visibility,
    revision: 0,
    authorId: me.id,
    author: me,
    createdAt: now,
    updatedAt: now,
    tags: data.tags.map((tag) => drawnTag(tag, [])),
    anchors: anchorsOf(data.target, around),
    claimId: claim?.id ?? claimId ?? null,
    claim: claim ? { number: 0, state: 'new', rating: null, proposedRating: null, ...claim } : null,
    entityId: entity?.id ?? entityId ?? null,
    entity: entity ?? null,
    assigneeId: data.assigneeId ?? null,
    assignee: data.assigneeId ? around.person(data.assigneeId) : null,
    acknowledgedBy: [],
    replies: [],
    pending: true,
  };
}

/** Where words of this version stand. Only a place can be drawn before the server has looked for the words. */
function anchorsOf(target: TargetInput, { version, labelAt }: Surroundings): AnnotationView['anchors'] {
  if ('quote' in target) return [];
  const ranges = 'ranges' in target ? target.ranges : [target];
  return ranges.map(({ start, end }) => ({
    ...{ version: version.number, state: 'exact' as const, start, end, score: 1 },
    exact: version.text.slice(start, end),
    label: labelAt(start),
  }));
}

function moved(
  mark: AnnotationView,
  { target }: { readonly target?: TargetInput | undefined },
  around: Surroundings,
): AnnotationView['anchors'] {
  if (!target || 'quote' in target) return mark.anchors;
  const others = mark.anchors.filter((anchor) => anchor.version !== around.version.number);
  return [...others, ...anchorsOf(target, around)];
}

const drawnTag = (name: string, known: AnnotationView['tags']): AnnotationView['tags'][number] => {
  const slug = tagSlug(name);
  return known.find((tag) => tagSlug(tag.name) === slug) ?? { id: slug, name, color: tagColor(slug) };
};
