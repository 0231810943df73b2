'use client';

import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { may } from '@/components/margin/standing.ts';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import { useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { selectedRanges } from '@/components/reader/room/room-store.ts';
import { AtWords } from '@/components/reader/at-words.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { newId } from '@/lib/platform/ids.ts';
import type { PickedEntity } from './entity-picker.tsx';
import { EntityPicker } from './entity-picker.tsx';

/** The key that links a selection, pressed on a name that is linked: it was somebody else (ENT-3). */
export function Relink() {
  const { mayMark } = useReader();
  return mayMark ? <Relinking /> : null;
}

function Relinking() {
  const { annotations, marks, store, standing, investigation, version, rectOf, activate } = useReader();
  const t = useTranslations('entities');
  const toast = useToast();
  const [markId, setMarkId] = useState<string | null>(null);
  const mark = annotations.find(({ id }) => id === markId);
  const place = marks.find(({ id }) => id === markId);
  const rect = useCallback(() => (place ? rectOf(place) : null), [place, rectOf]);
  const close = () => setMarkId(null);

  useActs({
    entity: () => {
      const state = store.getState();
      const active = annotations.find(({ id }) => id === state.activeId);
      if (selectedRanges(state).length > 0 || active?.kind !== 'entity') return false;
      if (!may(standing, 'annotation.update', active)) return false;
      setMarkId(active.id);
      return true;
    },
  });

  if (!mark?.entity || !place) return null;
  const before = mark.entity;
  return (
    <AtWords rect={rect} className={undefined} label={t('relink.title', { name: before.name })} onLeave={close}>
      <EntityPicker
        investigationId={investigation.id}
        query={version.text.slice(place.start, place.end)}
        onCancel={close}
        onPick={(picked) => {
          close();
          activate(mark.id);
          void relink(mark, picked).then((refused) =>
            toast(
              refused
                ? { text: refused, tone: 'bad' }
                : {
                    text: t('relink.done'),
                    action: { label: t('undo'), run: () => void relink(mark, { entityId: before.id }) },
                  },
            ),
          );
        }}
      />
    </AtWords>
  );

  async function relink({ id }: ShownAnnotation, picked: PickedEntity): Promise<string | null> {
    const entityId = 'entityId' in picked ? picked.entityId : newId();
    if (!('entityId' in picked)) {
      const made = await sendCommand('entity.create', {
        id: entityId,
        ...picked.entity,
        investigationId: investigation.id,
      });
      if (!made.ok) return made.error.detail;
    }
    const done = await sendCommand('annotation.update', { annotationId: id, entityId });
    return done.ok ? null : done.error.detail;
  }
}
