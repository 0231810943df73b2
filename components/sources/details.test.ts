import { describe, expect, it } from 'vitest';
import { changesOf, detailsOf } from './details.rules.ts';

const known = {
  ...{ title: 'The crane', outlet: 'La Voz', authors: ['Ana Gil', 'Mo Sy'], url: null, archiveUrl: null },
  ...{ publishedAt: '2023-04-05T18:30:00.000Z', accessedAt: null, language: 'en', rights: null },
};

describe('SRC-7: the details of a source in its form', () => {
  it('send nothing that was left alone', () => {
    expect(changesOf(detailsOf(known), detailsOf(known))).toEqual({});
  });

  it('say what is known no longer, split the authors, and keep the moment in any time zone', () => {
    const before = detailsOf(known);
    const bare = { ...before, outlet: ' ', authors: 'Ana Gil\n\n Eva Paz ', publishedAt: '', language: 'ES' };
    expect(changesOf(before, bare)).toEqual({
      outlet: null,
      authors: ['Ana Gil', 'Eva Paz'],
      publishedAt: null,
      language: 'es',
    });
    const moved = changesOf({ ...before, publishedAt: '' }, before);
    expect(moved).toEqual({ publishedAt: known.publishedAt });
  });
});
