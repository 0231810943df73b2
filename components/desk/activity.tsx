'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useEvents } from '@/components/live/use-events.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { When } from '@/components/ui/when.tsx';
import type { EventView, MemberView } from '@/lib/investigations/schema.ts';
import { useEventWords } from './use-event-words.ts';
import styles from './desk.module.css';

/** The case's own trail, newest first, growing as it happens. */
export function Activity({
  investigationId,
  initial,
  people,
}: {
  readonly investigationId: string;
  readonly initial: readonly EventView[];
  readonly people: readonly MemberView[];
}) {
  const t = useTranslations('desk.activity');
  const eventWords = useEventWords();
  const [events, setEvents] = useState(initial);
  useEvents(investigationId, (event) =>
    setEvents((all) => (all.some((one) => one.seq === event.seq) ? all : [...all, event])),
  );
  const names = new Map(people.map((person) => [person.userId, person.name]));
  return (
    <ol className={styles.activity} reversed>
      {events.toReversed().map((event) => {
        const name = names.get(event.actorId) ?? t('gone');
        return (
          <li key={event.seq}>
            <Avatar id={event.actorId} name={name} />
            <span>
              <b>{name}</b> {eventWords(event)}
            </span>
            <small>
              {event.seq} · <When at={event.at} />
            </small>
          </li>
        );
      })}
    </ol>
  );
}
