import { useTranslations } from 'use-intl';
import type { ActName } from './acts.rules.ts';

/** What an act is called, in the reader's language. */
export function useActWords(): (name: ActName) => string {
  const t = useTranslations('reader.acts');
  return (name) => t(name);
}
