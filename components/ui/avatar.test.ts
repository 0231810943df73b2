import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PALETTE } from './person-color.ts';

it('a face has the colour that the person’s caret has', () => {
  const sheet = readFileSync('components/ui/avatar.module.css', 'utf8');
  const faces = [...sheet.matchAll(/data-hue='(\d)'\] \{\s*background: (#\w+)/gu)].map(([, hue, color]) => [
    Number(hue),
    color,
  ]);
  expect(faces).toEqual(PALETTE.map((color, hue) => [hue, color]));
});
