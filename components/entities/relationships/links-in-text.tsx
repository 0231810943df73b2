'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { useEvents } from '@/components/live/use-events.ts';
import { useOverlay, useReader } from '@/components/reader/room/room-context.ts';
import type { OverlayRange } from '@/components/reader/room/room-store.ts';
import type { Support } from '@/lib/entities/rules.ts';
import { supports } from '@/lib/entities/rules.ts';
import { between, placed } from './placed-links.ts';
import { LinkDialog } from './link-dialog.tsx';
import { useLinkSaid, useLinksOfSource } from './use-links-in-text.ts';

/** One change of a case tells of itself in several events. */
const PAUSE_MS = 400;

/**
 * Relationships in the text they were drawn from (ENT-6, ENT-10): a thin line from one name to the other, in the style that
 * its support has in the network; a click on it where no mark lies opens what it rests on.
 */
export function LinksInText() {
  const { annotations, marks, investigation } = useReader();
  const { links, here, refetch } = useLinksOfSource();
  const said = useLinkSaid();
  const [openId, setOpenId] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(investigation.id, ({ type }) => {
    if (!/^(?:relationship|claim|decision|entity)\./u.test(type)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refetch(), PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const names = useMemo(() => {
    // Ten thousand marks are looked through only where something was drawn.
    if (links.length === 0) return [];
    const entities = new Map(annotations.flatMap(({ id, entity }) => (entity ? [[id, entity.id] as const] : [])));
    return marks.flatMap(({ id, start, end }) => {
      const entityId = entities.get(id);
      return entityId ? [{ entityId, start, end }] : [];
    });
  }, [links, annotations, marks]);
  const drawn = useMemo(
    () => placed(links, here).map((place) => ({ link: place.link, ...between(place, names) })),
    [links, here, names],
  );
  const open = links.find(({ id }) => id === openId);
  return (
    <>
      {supports.map((support) => {
        const ranges = drawn.flatMap(({ link, start, end }) =>
          link.support === support ? [{ id: link.id, start, end, words: said(link) }] : [],
        );
        return ranges.length > 0 ? <Lines key={support} {...{ support, ranges }} onOpen={setOpenId} /> : null;
      })}
      <LinkDialog link={open ?? null} onClose={() => setOpenId(null)} />
    </>
  );
}

interface LinesProps {
  readonly support: Support;
  readonly ranges: readonly OverlayRange[];
  readonly onOpen: (id: string) => void;
}

function Lines({ support, ranges, onOpen }: LinesProps) {
  // Drawn anew only when something of it differs: each drawing of an overlay is one of the text.
  const [kept, setKept] = useState(ranges);
  if (JSON.stringify(kept) !== JSON.stringify(ranges)) setKept(ranges);
  const overlay = useMemo(
    () => ({
      look: `link-${support}`,
      ranges: kept,
      said: true,
      onPick: ([id]: readonly string[]) => {
        if (id) onOpen(id);
      },
    }),
    [support, kept, onOpen],
  );
  useOverlay(overlay);
  return null;
}
