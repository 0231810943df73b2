import { expect, it } from 'vitest';
import { BAR } from '../retention/bars.rules.ts';
import { drawable, facesOf, runsOf } from './faces.ts';

it('ACC-8: in a PDF and in the picture of a link, redacted words are a row of dashes, neither lost letters nor nothing', () => {
  for (const weight of [400, 700] as const) {
    const faces = facesOf(weight);
    const drawn = runsOf(`In May ${BAR.repeat(5)} paid.`, faces);
    expect(drawn.map(({ text }) => text).join('')).toBe('In May ————— paid.');
    expect(
      drawn.every(({ text, face }) => Array.from(text).every((letter) => face.has(letter.codePointAt(0) ?? 0))),
    ).toBe(true);
    expect(drawable(`${BAR.repeat(20)} paid.`, faces)).toBe(`${'—'.repeat(20)} paid.`);
  }
});
