'use client';

import { useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { sendCommand } from '@/components/data/send-command.ts';
import { useActs } from '@/components/reader/acts/registry.tsx';
import { useOverlay, useReader } from '@/components/reader/room/room-context.ts';
import { useToast } from '@/components/ui/toast.tsx';
import { newId } from '@/lib/platform/ids.ts';
import { OtherMentions } from './other-mentions.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import { offerOf, offers, showOffers, useShownOffers } from './use-shown.ts';
import type { Suggested } from './use-suggestions.ts';
import { useFreshSuggestions, useSuggestions } from './use-suggestions.ts';

const made = z.object({ entityId: z.string().nullable() });

interface Others {
  readonly name: string;
  readonly entityId: string;
  readonly places: readonly Suggested[];
}

/**
 * What a machine would mark (ANN-6): dotted underlines, stepped through, confirmed and refused by one key each. Nothing of
 * it is kept until a person says so (ANN-12). Only those who may mark see it.
 */
export function Suggestions() {
  const { mayMark } = useReader();
  return mayMark ? <Offered /> : null;
}

function Offered() {
  const { source, version, investigation, scrollTo, store, activate } = useReader();
  const t = useTranslations('suggestions');
  const listed = useTranslations('entities.onList');
  const toast = useToast();
  const offered = useShownOffers();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [others, setOthers] = useState<Others | null>(null);
  const [choosing, setChoosing] = useState(false);
  const known = useFreshSuggestions();
  const all = useSuggestions();
  const items = useMemo(() => all.filter((item) => offered.has(offerOf(item))), [all, offered]);
  const active = items.find((item) => item.id === activeId) ?? null;

  const open = useCallback(
    (item: Suggested | undefined) => {
      setChoosing(false);
      setActiveId(item?.id ?? null);
      if (!item) return;
      activate(null);
      scrollTo(item.start);
    },
    [activate, scrollTo],
  );
  const next = (after: number) => open(items.find((item) => item.start > after) ?? items[0]);

  const overlay = useMemo(
    () => ({
      look: 'suggested',
      ranges: items.map(({ id, start, end, name, kind, lists }) => ({
        id,
        start,
        end,
        words: [
          t('drawn', { words: kind === 'claim' ? t('claim') : name }),
          ...lists.map(({ list, as }) => listed(as, { list })),
        ].join(', '),
      })),
      onPick: (ids: readonly string[]) => {
        setChoosing(false);
        setActiveId(ids[0] ?? null);
      },
    }),
    [items, t, listed],
  );
  useOverlay(overlay);
  const now = useMemo(
    () => ({
      look: 'suggestedNow',
      ranges: active ? [{ id: active.id, start: active.start, end: active.end, words: '' }] : [],
    }),
    [active],
  );
  useOverlay(now);

  const confirm = async (item: Suggested, picked: Readonly<Record<string, unknown>>) => {
    const same = items.filter(
      (one) =>
        one.kind === 'entity' &&
        one.id !== item.id &&
        (item.entityId ? one.entityId === item.entityId : one.key === item.key),
    );
    next(item.start);
    const target = { start: item.start, end: item.end };
    const input = { id: newId(), sourceId: source.id, version: version.number, kind: 'entity', target, ...picked };
    const result = await sendCommand('annotation.create', input);
    if (!result.ok) {
      toast({ text: result.error.detail, tone: 'bad' });
      return;
    }
    const { entityId } = made.parse(result.value);
    if (entityId && same.length > 0)
      toast({
        text: t('accepted'),
        action: {
          label: t('others', { count: same.length }),
          run: () => setOthers({ name: item.name, entityId, places: same }),
        },
      });
    else toast({ text: t('accepted') });
  };

  const accept = (item: Suggested): boolean => {
    if (item.kind === 'claim') {
      // A claim is written in neutral words by a person: the suggestion only selects the sentence.
      setActiveId(null);
      store.setState({ selection: { start: item.start, end: item.end }, popup: 'claim' });
    } else if (item.entityId) void confirm(item, { entityId: item.entityId });
    else setChoosing(true);
    return true;
  };

  const refuse = (item: Suggested): boolean => {
    next(item.start);
    const input = { sourceId: source.id, keys: [item.key] };
    void sendCommand('suggestion.refuse', input).then((result) =>
      toast(
        result.ok
          ? {
              text: t('refused'),
              action: { label: t('undo'), run: () => void sendCommand('suggestion.reconsider', input) },
            }
          : { text: result.error.detail, tone: 'bad' },
      ),
    );
    return true;
  };

  useActs({
    suggestNext: () => {
      if (!known) return false;
      // Nothing of what is shown is left: whatever else there is comes out.
      if (items.length > 0) next(active?.start ?? -1);
      else {
        showOffers([...offered, ...all.map(offerOf)]);
        open(all[0]);
        if (all.length === 0) toast({ text: t('count', { count: 0 }) });
      }
      return true;
    },
    suggestToggle: () => {
      showOffers(offered.size === offers.length ? [] : offers);
      setActiveId(null);
      return true;
    },
    suggestAccept: active ? () => accept(active) : undefined,
    suggestRefuse: active ? () => refuse(active) : undefined,
    leave: active
      ? () => {
          open(undefined);
          return true;
        }
      : undefined,
  });

  return (
    <>
      {active ? (
        <SuggestionCard
          key={active.id}
          item={active}
          count={items.length}
          investigationId={investigation.id}
          choosing={choosing}
          onAccept={() => accept(active)}
          onRefuse={() => refuse(active)}
          onPick={(picked) => void confirm(active, picked)}
          onNext={() => next(active.start)}
          onClose={() => open(undefined)}
        />
      ) : null}
      {others ? (
        <OtherMentions
          name={others.name}
          places={others.places}
          text={version.text}
          onClose={() => setOthers(null)}
          onMark={(ranges) => {
            setOthers(null);
            const { entityId } = others;
            const input = { sourceId: source.id, version: version.number, entityId, ranges };
            void sendCommand('annotation.mark_mentions', input).then((result) =>
              toast(
                result.ok
                  ? { text: t('othersDone', { count: ranges.length }) }
                  : { text: result.error.detail, tone: 'bad' },
              ),
            );
          }}
        />
      ) : null}
    </>
  );
}
