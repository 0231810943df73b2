import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { literalsIn } from './literals.ts';

/** Text that is the same in every language: names, and examples of what a machine reads. */
const sameEverywhere = new Set([
  'Red',
  'thread',
  'Redthread',
  'SHA-256',
  'SHA-256:',
  'https://',
  'https://web.archive.org/',
  'Alt',
  'Shift',
]);

const screens = globSync('{app,components}/**/*.tsx');

describe('UX-2: no screen speaks one language only', () => {
  it('every word of a component is in messages/', () => {
    const left = screens.flatMap((file) =>
      literalsIn(readFileSync(file, 'utf8'))
        .filter(({ text }) => !sameEverywhere.has(text))
        .map(({ line, text }) => `${file}:${line}: ${text}`),
    );
    expect(screens.length).toBeGreaterThan(150);
    expect(left).toEqual([]);
  });

  it('would be caught, wherever the words stand', () => {
    const caught = (jsx: string) => literalsIn(`const A = () => ${jsx};`).map(({ text }) => text);
    expect(caught('<p>Some words</p>')).toEqual(['Some words']);
    expect(caught('<p>{open ? "Close" : t("x")}</p>')).toEqual(['Close']);
    expect(caught('<p>{open && `Close ${name}`}</p>')).toEqual(['Close']);
    expect(caught('<button aria-label="Close" className="close" />')).toEqual(['Close']);
    expect(caught('<button title={name ?? "Nobody"} />')).toEqual(['Nobody']);
    expect(caught('<b onClick={() => toast({ text: "Saved." })} />')).toEqual(['Saved.']);
    expect(caught('<p className="wide" data-state="open">{t("words")} · {count} ×</p>')).toEqual([]);
  });
});
