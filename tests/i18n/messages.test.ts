import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import {
  isPluralElement,
  isPoundElement,
  isLiteralElement,
  isSelectElement,
  isTagElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { messages } from '@/messages/index.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

/** `reader.toolbar.claim` -> the sentence. */
function flatten(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of flatten(value, here)) found.set(inner, text);
  }
  return found;
}

/** The values that a sentence takes, by name. How each is used may differ: Spanish inflects where English does not. */
function valuesIn(elements: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if (isLiteralElement(element) || isPoundElement(element)) continue;
    found.add(isTagElement(element) ? `<${element.value}>` : element.value);
    const inner =
      isPluralElement(element) || isSelectElement(element)
        ? Object.values(element.options).flatMap((option) => option.value)
        : isTagElement(element)
          ? element.children
          : [];
    for (const name of valuesIn(inner)) found.add(name);
  }
  return found;
}

/** What speaks against this pair of languages; empty when Spanish says all that English says. */
function complaints(en: Tree, es: Tree): string[] {
  const [english, spanish] = [flatten(en), flatten(es)];
  const found: string[] = [];
  for (const [key, text] of english) {
    const other = spanish.get(key);
    if (other === undefined) found.push(`${key} is missing in Spanish`);
    else if (!text.trim() || !other.trim()) found.push(`${key} is empty`);
    else {
      const [mine, theirs] = [valuesIn(parse(text)), valuesIn(parse(other))];
      const different = [...mine, ...theirs].filter((name) => !(mine.has(name) && theirs.has(name)));
      if (different.length > 0) found.push(`${key} has other values in Spanish: ${different.join(', ')}`);
    }
  }
  for (const key of spanish.keys()) if (!english.has(key)) found.push(`${key} is in Spanish only`);
  return found;
}

describe('UX-2: English and Spanish', () => {
  it('say the same things with the same values', () => {
    expect(flatten(messages.en).size).toBeGreaterThan(10);
    expect(complaints(messages.en, messages.es)).toEqual([]);
  });

  it('would be caught lacking one', () => {
    expect(complaints({ a: { b: 'Words' } }, { a: {} })).toEqual(['a.b is missing in Spanish']);
    expect(complaints({ a: '{n} words' }, { a: 'palabras' })).toHaveLength(1);
    expect(complaints({ a: 'Words' }, { a: ' ' })).toHaveLength(1);
    expect(complaints({}, { a: 'palabras' })).toHaveLength(1);
  });
});
