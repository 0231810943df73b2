import { describe, expect, it } from 'vitest';
import { csvCell, parseInvitees } from './rules.ts';

describe('ACC-4: a pasted list of people', () => {
  it('is read however it was written', () => {
    const pasted =
      'Ana Ruiz <ana@example.org>\r\n\nbo@example.org\tBo Li\n"Cy, D." <cy@example.org>\nx@a.org; y@b.org\nnobody';
    expect(parseInvitees(pasted)).toEqual([
      { line: 1, email: 'ana@example.org', name: 'Ana Ruiz' },
      { line: 3, email: 'bo@example.org', name: 'Bo Li' },
      { line: 4, email: 'cy@example.org', name: 'Cy D.' },
      { line: 5, email: 'x@a.org', name: null },
      { line: 5, email: 'y@b.org', name: null },
      { line: 6, email: 'nobody', name: null },
    ]);
  });
  it('is linear in what was pasted', () => {
    expect(parseInvitees(`${'<"@'.repeat(50_000)}x`).length).toBeGreaterThan(0);
  });
});

it('an export runs nothing in a spreadsheet', () => {
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  expect(csvCell('-1+1')).toBe("'-1+1");
  expect(csvCell('plain')).toBe('plain');
});
