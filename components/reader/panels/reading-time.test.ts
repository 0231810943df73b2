import { describe, expect, it } from 'vitest';
import { readingTime } from './reading-time.rules.ts';

const part = (role: string, start: number, end: number) => ({ role, start, end });

describe('words and reading time', () => {
  it('counts words as a reader does, and nothing of the furniture', () => {
    const text = 'It’s 3.5 million.\nSuscríbase aquí';
    const body = part('body', 0, 17);
    expect(readingTime({ text, blocks: [body, part('boilerplate', 18, text.length)] })).toEqual({
      words: 3,
      minutes: 1,
    });
    expect(readingTime({ text, blocks: [body, part('comment', 18, text.length)] }).words).toBe(5);
  });

  it('takes longer for more', () => {
    const text = 'word '.repeat(2380);
    expect(readingTime({ text, blocks: [part('body', 0, text.length)] })).toEqual({ words: 2380, minutes: 10 });
  });
});
