'use client';

import { useLocale } from 'use-intl';
import { propertyType } from '@/lib/entities/rules.ts';
import { useDateWords } from './use-when-words.ts';

/** What is known of a property, as people read it: "c. Mar 1971", "Ecuador (ec)"; all else as it was written. */
export function useValueWords(): (schema: string, property: string, value: string) => string {
  const locale = useLocale();
  const date = useDateWords();
  return (schema, property, value) => {
    const type = propertyType(schema, property);
    if (type === 'date') return date(value);
    if (type !== 'country' || !/^[a-z]{2}$/u.test(value)) return value;
    const name = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' }).of(value.toUpperCase());
    return name ? `${name} (${value})` : value;
  };
}
