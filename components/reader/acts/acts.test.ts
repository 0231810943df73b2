import { expect, it } from 'vitest';
import { acts } from './acts.rules.ts';
import { actOfKey, keyFor, keyLabel, keyOf } from './keys.rules.ts';
import { fit, ranked } from './palette.rules.ts';
import { actRegistry } from './registry.tsx';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

it('ANN-2: no two acts have the same name or key', () => {
  const keys = acts.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(acts.map(({ name }) => name)).size).toBe(acts.length);
});

it('ANN-2: a press is told by what it types, or by what is held with it', () => {
  expect(press('c')).toBe('c');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('k', { ctrlKey: true })).toBe('Mod+k');
  expect(press('k', { metaKey: true })).toBe('Mod+k');
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+z');
  expect(keyLabel('Mod+Shift+z')).toBe('Ctrl Shift Z');
  expect(keyLabel('Escape')).toBe('Esc');
  expect(keyLabel('J')).toBe('Shift J');
});

it('ANN-2: a key given to another act is taken from the one that had it; an act can have none', () => {
  expect(actOfKey({}, 'c')).toBe('claim');
  const own = { note: 'c', question: null };
  expect(actOfKey(own, 'c')).toBe('note');
  expect(keyFor(own, 'claim')).toBeNull();
  expect(actOfKey(own, 'n')).toBeNull();
  expect(actOfKey(own, 'q')).toBeNull();
});

it('ANN-2: the palette finds without accents, by beginnings of words first', () => {
  expect(fit('afirmacion', 'Convertir en afirmación')).toBeGreaterThan(0);
  expect(fit('xyz', 'Make a claim')).toBe(0);
  const items = ['Reclaim', 'Make a claim', 'Claim it'].map((words) => ({ words }));
  expect(ranked('claim', items, 2).map(({ words }) => words)).toEqual(['Claim it', 'Make a claim']);
});

it('ANN-2: the part that came last is asked first, and may leave an act to the others', () => {
  const registry = actRegistry();
  const done: string[] = [];
  registry.put({}, { leave: () => done.push('room') > 0 });
  const part = {};
  registry.put(part, { leave: () => done.push('part') > 5 });
  expect(registry.run('leave')).toBe(true);
  expect(done).toEqual(['part', 'room']);
  expect(registry.offered('claim')).toBe(false);
  registry.remove(part);
  registry.run('leave');
  expect(done).toEqual(['part', 'room', 'room']);
});
