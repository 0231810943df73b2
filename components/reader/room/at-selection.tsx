'use client';

import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { isActName } from '../acts/acts.rules.ts';
import { popups } from '../plugins.tsx';
import { PopupContext } from '../popups/popup-context.ts';
import styles from '../popups/popup.module.css';
import { AtWords } from '../at-words.tsx';
import { SelectionBar } from '../selection-bar.tsx';
import { useReader, useRoomState } from './room-context.ts';
import { selectedRanges } from './room-store.ts';

/** What stands at the selected words: the toolbar, or the popup of an act. */
export function AtSelection() {
  const { version, investigation, members, annotations, mayMark, rectOf, mark, leave, store } = useReader();
  const t = useTranslations('reader');
  const selection = useRoomState((state) => state.selection);
  const extra = useRoomState((state) => state.extra);
  const popup = useRoomState((state) => state.popup);
  const place = selection ?? (popup ? extra.at(-1) : undefined);
  const rect = useCallback(() => (place ? rectOf(place) : null), [place, rectOf]);
  const surroundings = useMemo(
    () => ({
      ...{ investigation, members, annotations, mark, leave },
      paint: (tags: readonly string[]) => store.setState({ paint: { kind: 'tag', tags } }),
    }),
    [investigation, members, annotations, mark, leave, store],
  );
  if (!place || !mayMark) return null;
  const Popup = popup && isActName(popup) ? popups[popup] : undefined;
  if (!Popup) return <SelectionBar rect={rect} />;
  const words = selectedRanges({ selection, extra }).map(({ start, end }) => version.text.slice(start, end));
  return (
    <AtWords
      rect={rect}
      className={styles.popup}
      label={t('popup.title', { act: popup && isActName(popup) ? t(`acts.${popup}`) : '' })}
      onLeave={leave}
    >
      <PopupContext value={surroundings}>
        <Popup words={words.join(' … ')} range={place} />
      </PopupContext>
    </AtWords>
  );
}
