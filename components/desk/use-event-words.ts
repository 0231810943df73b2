import { useTranslations } from 'use-intl';
import type { EventView } from '@/lib/investigations/schema.ts';
import events from '@/messages/en/events.json' with { type: 'json' };

/** `events.claim.created` is what a sentence says that begins with a person's name. */
type Words = typeof events;
type Area = { [Key in keyof Words]: Words[Key] extends string ? never : Key }[keyof Words];
type Key = { [Name in Area]: `${Name}.${keyof Words[Name] & string}` }[Area];

const known = new Set(
  Object.entries(events).flatMap(([area, words]) =>
    typeof words === 'string' ? [] : Object.keys(words).map((word) => `${area}.${word}`),
  ),
);
export const isKnownEvent = (type: string): type is Key => known.has(type);

/** What an event says, and about what where the event itself says so. */
export function useEventWords(): (event: Pick<EventView, 'type' | 'data'>) => string {
  const t = useTranslations('events');
  return ({ type, data }) => {
    const what = type === 'private' ? t('private') : isKnownEvent(type) ? t(type) : t('other', { type });
    const about = ['title', 'statement', 'name']
      .map((key) => data[key])
      .find((value): value is string => typeof value === 'string');
    return about ? t('about', { what, about }) : what;
  };
}
