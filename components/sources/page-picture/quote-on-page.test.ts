import { describe, expect, it } from 'vitest';
import { quoteOnPage } from './quote-on-page.rules.ts';

const run = (text: string, y: number) => ({ text, x: 100, y, width: text.length * 10, height: 12 });

describe('SRC-1: a quote is shown on the picture of its page', () => {
  it('over line ends and divided words', () => {
    const boxes = quoteOnPage([run('The port paid twi-', 10), run('ce for one crane.', 30)], 'paid twice for', '');
    expect(boxes.map((box) => ({ ...box, width: Math.round(box.width) }))).toEqual([
      { x: 190, y: 10, width: 80, height: 12 },
      { x: 100, y: 30, width: 60, height: 12 },
    ]);
  });

  it('on the copy that stands after the same words', () => {
    const runs = [run('He declined to comment.', 10), run('She declined to comment.', 30)];
    expect(quoteOnPage(runs, 'declined to comment', 'nobody knew. She ')[0]?.y).toBe(30);
    expect(quoteOnPage(runs, 'declined to comment', 'and He ')[0]?.y).toBe(10);
  });

  it('as far as this page holds it, and not at all where the page has other words', () => {
    const runs = [run('The ministry answered on Friday', 10)];
    const [box] = quoteOnPage(runs, 'The ministry answered on Friday in a note of two lines, it said.', '');
    expect(box).toMatchObject({ x: 100, y: 10 });
    expect(quoteOnPage(runs, 'Two officials signed both invoices', '')).toEqual([]);
    expect(quoteOnPage(runs, '', '')).toEqual([]);
  });

  it('reads ligatures and capitals as the letters they are', () => {
    expect(quoteOnPage([run('THE OﬃCE', 10)], 'the office', '')).toHaveLength(1);
  });
});
