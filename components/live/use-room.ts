'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { personColor } from '@/components/ui/person-color.ts';
import type { Presence } from '@/lib/live/client/live-client.ts';
import type { PresentPerson } from '@/lib/live/protocol.schema.ts';
import { useLive } from './live-provider.tsx';

export interface PersonHere extends PresentPerson {
  readonly color: string;
  /** This tab itself. */
  readonly isMe: boolean;
}

/** Who has this source or claim open, and what each lets the others see. `setState` adds to one's own. */
export function useRoom(room: { readonly kind: 'source' | 'claim'; readonly id: string }): {
  readonly people: readonly PersonHere[];
  readonly setState: (state: Record<string, unknown>) => void;
} {
  const live = useLive();
  const presence = useRef<Presence | null>(null);
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  useEffect(() => {
    const joined = live.join(room.kind, room.id, {});
    presence.current = joined;
    const show = () =>
      setPeople(
        joined.people.get().map((person) => ({
          ...person,
          color: personColor(person.userId),
          isMe: person.clientId === live.clientId.get(),
        })),
      );
    const stop = joined.people.subscribe(show);
    return () => {
      stop();
      joined.leave();
      presence.current = null;
    };
  }, [live, room.kind, room.id]);
  const setState = useCallback((state: Record<string, unknown>) => presence.current?.setState(state), []);
  return { people, setState };
}

/** Others, one entry a person however many tabs they have. */
export function othersHere(people: readonly PersonHere[], meId: string): readonly PersonHere[] {
  const others = new Map(people.filter((person) => person.userId !== meId).map((person) => [person.userId, person]));
  return [...others.values()];
}
