'use client';

import { createContext, useContext, useLayoutEffect, useState } from 'react';
import type { ActName } from './acts.rules.ts';

/** Does the act. False: it was not mine, somebody else may. */
type Handler = () => boolean | undefined;
export type Handlers = Readonly<Partial<Record<ActName, Handler | undefined>>>;

export interface ActRegistry {
  readonly put: (owner: object, handlers: Handlers) => void;
  readonly remove: (owner: object) => void;
  /** Whether anybody offers it now. */
  readonly offered: (name: ActName) => boolean;
  /** Whether it was done: the part that came last is asked first. */
  readonly run: (name: ActName) => boolean;
}

export function actRegistry(): ActRegistry {
  const parts = new Map<object, Handlers>();
  const handlers = (name: ActName) => [...parts.values()].reverse().flatMap((part) => part[name] ?? []);
  return {
    put: (owner, given) => void parts.set(owner, given),
    remove: (owner) => void parts.delete(owner),
    offered: (name) => handlers(name).length > 0,
    run: (name) => handlers(name).some((handler) => handler() !== false),
  };
}

export const ActsContext = createContext<ActRegistry | null>(null);

export function useActRegistry(): ActRegistry {
  const registry = useContext(ActsContext);
  if (!registry) throw new Error('Acts are for parts of the reading room');
  return registry;
}

/**
 * Says what this part of the room does for acts of the table. Leave one out, or give undefined, where it is not possible
 * now: then its key does nothing and the palette does not offer it.
 */
export function useActs(handlers: Handlers): void {
  const registry = useActRegistry();
  const [owner] = useState(() => ({}));
  // Before the browser takes the next key: what is drawn is what a key acts on.
  useLayoutEffect(() => registry.put(owner, handlers));
  useLayoutEffect(() => () => registry.remove(owner), [registry, owner]);
}
