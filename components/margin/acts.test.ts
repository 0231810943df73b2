import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { Toast } from '../ui/toast.tsx';
import { markActs } from './acts.ts';
import type { Send } from './undo.ts';
import { undoLog } from './undo.ts';

const mark = { id: v7(), sourceId: v7() } as AnnotationView;

function setUp(answer: Awaited<ReturnType<Send>>) {
  const sent: [string, object][] = [];
  const said: Toast[] = [];
  const send: Send = (name, input) => {
    sent.push([name, input]);
    return Promise.resolve(answer);
  };
  return {
    sent,
    said,
    acts: markActs(
      undoLog(send),
      (toast) => said.push(toast),
      (key) => key,
    ),
  };
}

describe('acts on a mark', () => {
  it('ANN-10: a deletion offers to be undone', async () => {
    const { sent, said, acts } = setUp({ ok: true });
    await acts.remove(mark);
    said[0]?.action?.run();
    expect(sent).toEqual([
      ['annotation.delete', { annotationId: mark.id }],
      ['annotation.restore', { annotationId: mark.id }],
    ]);
  });

  it('UX-3: a refusal is said in its own words, and a refused reply is given back', async () => {
    const detail = 'This mark carries evidence of claim 2. Remove that evidence first.';
    const { said, acts } = setUp({ ok: false, error: { code: 'conflict', detail } });
    await acts.remove(mark);
    expect(said).toEqual([{ text: detail, tone: 'bad' }]);
    expect(await acts.reply(mark, 'Hello')).toBe(false);
  });

  it('CORE-3: every reply has an id of its own before it is sent', async () => {
    const { sent, acts } = setUp({ ok: true });
    await acts.reply(mark, 'Yes');
    await acts.reply(mark, 'Yes');
    const ids = sent.map(([, input]) => ('id' in input ? input.id : undefined));
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => typeof id === 'string')).toBe(true);
  });
});
