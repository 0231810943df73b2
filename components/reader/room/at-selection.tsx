'use client';

import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { isActName } from '../acts/acts.rules.ts';
import { popups } from '../plugins.tsx';
import styles from '../reader.module.css';
import { AtWords, SelectionBar } from '../selection-bar.tsx';
import { useReader, useRoomState } from './room-context.ts';

/** What stands at the selected words: the toolbar, or the popup of an act. */
export function AtSelection() {
  const { version, mayMark, rectOf, leave } = useReader();
  const selection = useRoomState((state) => state.selection);
  const popup = useRoomState((state) => state.popup);
  const t = useTranslations('reader');
  const rect = useCallback(() => selection && rectOf(selection), [selection, rectOf]);
  if (!selection || !mayMark) return null;
  const Popup = popup && isActName(popup) ? popups[popup] : undefined;
  if (!Popup) return <SelectionBar rect={rect} />;
  return (
    <AtWords
      rect={rect}
      className={styles.popup}
      label={t('popup.label', { act: popup && isActName(popup) ? t(`acts.${popup}`) : '' })}
      onLeave={leave}
    >
      <Popup words={version.text.slice(selection.start, selection.end)} range={selection} />
    </AtWords>
  );
}
