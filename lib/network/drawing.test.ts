import { describe, expect, it } from 'vitest';
import { edge, node } from '@/tests/support/network.ts';
import { filtered, monthsOf, span, unfiltered } from './filter.rules.ts';
import type { Placed } from './layout.rules.ts';
import { settle } from './layout.rules.ts';
import type { NetworkEdge } from './schema.ts';

function settled(ids: readonly string[], lines: readonly NetworkEdge[], standing = new Map<string, Placed>()) {
  const steps = settle({ ids, lines, standing });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('the drawing of a network', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const lines = [edge('a', 'b'), edge('b', 'c'), edge('c', 'd'), edge('d', 'gone')];

  it('ENT-6: is the same for the same network, in whatever order it comes, and nobody stands on another', () => {
    const first = settled(ids, lines);
    expect(settled([...ids].reverse(), lines)).toEqual(first);
    const places = [...first.values()];
    for (const [at, one] of places.entries())
      for (const other of places.slice(at + 1))
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(40);
  });

  it('ENT-6: leaves what stands where it stands when something new comes, and puts that beside what it is linked to', () => {
    const before = settled(ids, lines);
    const after = settled([...ids, 'f'], [...lines, edge('a', 'f')], new Map(before));
    for (const id of ids) expect(after.get(id)).toEqual(before.get(id));
    const [a, f] = [after.get('a'), after.get('f')];
    expect(Math.hypot((a?.x ?? 0) - (f?.x ?? 0), (a?.y ?? 0) - (f?.y ?? 0))).toBeLessThan(300);
  });

  it('ENT-6: settles 2,000 with 5,000 lines in steps that leave the page awake', { timeout: 60_000 }, () => {
    const many = Array.from({ length: 2000 }, (_, at) => `n${String(at).padStart(4, '0')}`);
    const between = Array.from({ length: 5000 }, (_, at) =>
      edge(many[(at * 7) % 2000] ?? '', many[(at * 13 + 1) % 2000] ?? ''),
    );
    const steps = settle({ ids: many, lines: between, standing: new Map() });
    let longest = 0;
    for (let done = false; !done;) {
      const began = performance.now();
      done = steps.next().done === true;
      longest = Math.max(longest, performance.now() - began);
    }
    expect(longest).toBeLessThan(1000);
  });

  it('ENT-6: is filtered by kind, relationship, support, verdict and time', () => {
    const network = {
      nodes: [node('a'), node('b', { schema: 'Company' }), node('c'), node('d')],
      edges: [
        edge('a', 'b', {
          schema: 'Ownership',
          support: 'verified',
          ratings: ['true'],
          startDate: '2019',
          endDate: '2020-06',
        }),
        edge('a', 'c', { startDate: '2021-05' }),
        edge('c', 'a', { support: 'checking' }),
      ],
    };
    const left = (filter: object) => {
      const { nodes, edges } = filtered(network, { ...unfiltered, ...filter });
      return `${nodes.map(({ id }) => id).join('')} ${edges.map(({ id }) => id).join(',')}`;
    };
    expect(left({})).toBe('abcd ab,ac,ca');
    expect(left({ alone: false })).toBe('abc ab,ac,ca');
    expect(left({ kind: 'Company' })).toBe('ab ab');
    expect(left({ link: 'Ownership', alone: false })).toBe('ab ab');
    expect(left({ support: 'checking', alone: false })).toBe('ac ca');
    expect(left({ rating: 'true', alone: false })).toBe('ab ab');
    const in2020 = [2020 * 12, 2020 * 12 + 11];
    expect(left({ time: in2020, alone: false })).toBe('abc ab,ca');
    expect(left({ time: in2020, alone: false, undated: false })).toBe('ab ab');
    expect(span(network.edges)).toEqual([2019 * 12, 2021 * 12 + 4]);
    expect(left({ undated: false, alone: false })).toBe('abc ab,ac');
    expect(span([edge('a', 'b')])).toBeNull();
    // All in one month: there is still a month before it to move to.
    expect(span([edge('a', 'b', { startDate: '2021-05' })])).toEqual([2021 * 12 + 3, 2021 * 12 + 5]);
    expect(monthsOf('2020-06~')).toEqual([2020 * 12 + 5, 2020 * 12 + 5]);
  });
});
