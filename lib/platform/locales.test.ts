import { describe, expect, it } from 'vitest';
import { chooseLocale, chooseTimeZone } from './locales.rules.ts';

describe('the language of the interface', () => {
  it("UX-2: is one's own choice before the browser's", () => {
    expect(chooseLocale('es', 'en-GB,en;q=0.9')).toBe('es');
  });

  it('UX-2: follows the order of preference that the browser sends', () => {
    expect(chooseLocale(undefined, 'de, en;q=0.4, es-EC;q=0.8')).toBe('es');
    expect(chooseLocale(undefined, 'es;q=0, en;q=0.1')).toBe('en');
  });

  it('is English where nothing fits', () => {
    expect(chooseLocale('xx', null)).toBe('en');
    expect(chooseLocale(undefined, 'de,;;q=,,fr;q=banana')).toBe('en');
  });

  it('CORE-6: shows times in a zone that exists', () => {
    expect(chooseTimeZone('America/Guayaquil')).toBe('America/Guayaquil');
    expect(chooseTimeZone('Middle/Earth')).toBe('UTC');
    expect(chooseTimeZone(undefined)).toBe('UTC');
  });
});
