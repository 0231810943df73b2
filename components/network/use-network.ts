'use client';

import { useMemo, useState } from 'react';
import { get } from '@/components/data/api.ts';
import { useApi } from '@/components/data/use-api.ts';
import { filtered, monthDate, unfiltered } from '@/lib/network/filter.rules.ts';
import type { NetworkFilter } from '@/lib/network/filter.rules.ts';
import type { NetworkScope } from '@/lib/network/rules.ts';
import type { Drawn, NetworkView } from '@/lib/network/schema.ts';
import { networkView, pathView } from '@/lib/network/schema.ts';

export interface Chosen {
  readonly what: 'node' | 'edge';
  readonly id: string;
}
interface Way {
  /** Names and lines from one end to the other; empty where there is none. */
  readonly found: Drawn;
  readonly toId: string;
}

const nothing: Drawn = { nodes: [], edges: [] };
const isMore = ({ nodes, edges, total }: NetworkView): boolean =>
  total.nodes > nodes.length || total.edges > edges.length;

/** Both, each once; what is new stands behind. A node's place is the base's: only there it was kept. */
function joined(base: Drawn, more: Drawn): Drawn {
  const [nodes, edges] = [new Set(base.nodes.map(({ id }) => id)), new Set(base.edges.map(({ id }) => id))];
  return {
    nodes: [...base.nodes, ...more.nodes.filter(({ id }) => !nodes.has(id)).map((node) => ({ ...node, place: null }))],
    edges: [...base.edges, ...more.edges.filter(({ id }) => !edges.has(id))],
  };
}

const month = (at: number): string => {
  const { year, month: number } = monthDate(at);
  return `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** What is on the drawing: what was asked for, what was expanded since, filtered. */
export function useNetwork(scope: NetworkScope, initial: NetworkView) {
  const [filter, setFilter] = useState<NetworkFilter>(unfiltered);
  const [more, setMore] = useState<Drawn>(nothing);
  const [way, setWay] = useState<Way | null>(null);
  const tooMany = isMore(initial);
  // Only where not everything fits the server has to choose; else the screen filters what it has.
  const search = new URLSearchParams();
  if (scope.entityId) search.set('entityId', scope.entityId);
  if (tooMany && filter.link) search.set('schema', filter.link);
  if (tooMany && filter.time) {
    search.set('since', month(filter.time[0]));
    search.set('until', month(filter.time[1]));
  }
  const base = scope.investigationId ? `/investigations/${scope.investigationId}/network` : '/network';
  const asked = search.size > 0 ? `${base}?${search.toString()}` : base;
  const { data = initial, refetch } = useApi(asked, networkView, {
    keepPrevious: true,
    ...(asked === base || (scope.entityId && search.size === 1) ? { initialData: initial } : {}),
  });
  const all = useMemo(() => joined(data, more), [data, more]);
  const shown = useMemo(() => filtered(all, filter), [all, filter]);
  return {
    all,
    shown,
    /** More than a drawing holds; null when everything is here. */
    total: isMore(data) ? data.total : null,
    filter,
    setFilter,
    refetch,
    way,
    forgetWay: () => setWay(null),
    expand: async (entityId: string) => {
      const found = await get(`/network?entityId=${entityId}`, networkView);
      setMore((known) => joined(known, found));
    },
    findWay: async (from: string, to: string) => {
      const found = await get(`/network/path?from=${from}&to=${to}`, pathView);
      setMore((known) => joined(known, found));
      setWay({ found, toId: to });
    },
  };
}
