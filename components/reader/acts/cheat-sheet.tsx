'use client';

import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import styles from './keys.module.css';
import popupStyles from '../popups/popup.module.css';
import { useReader, useRoomState } from '../room/room-context.ts';
import type { ActName } from './acts.rules.ts';
import { acts, groups } from './acts.rules.ts';
import { actOfKey, keyFor, keyLabel, keyOf } from './keys.rules.ts';
import { useOwnKeys } from './own-keys.ts';
import { useActWords } from './use-act-words.ts';

/** Every key of the room, from the table of acts; each can be given another one. */
export function CheatSheet() {
  const { store } = useReader();
  const t = useTranslations('reader.keys');
  const open = useRoomState((state) => state.dialog === 'keys');
  return (
    <Dialog open={open} onClose={() => store.setState({ dialog: null })} title={t('title')} wide>
      {open ? <Keys /> : null}
    </Dialog>
  );
}

function Keys() {
  const t = useTranslations('reader.keys');
  const { own, reset } = useOwnKeys();
  const [asking, setAsking] = useState<ActName | null>(null);
  const [taken, setTaken] = useState<ActName | null>(null);
  const words = useActWords();
  return (
    <>
      {groups.map((group) => (
        <section key={group} aria-label={t(`group.${group}`)}>
          <h3 className={styles.keysGroup}>{t(`group.${group}`)}</h3>
          <dl className={styles.keys}>
            {acts
              .filter((act) => act.group === group)
              .map(({ name }) => (
                <KeyRow
                  key={name}
                  name={name}
                  asking={asking === name}
                  onAsk={(ask) => setAsking(ask ? name : null)}
                  onTaken={setTaken}
                />
              ))}
          </dl>
        </section>
      ))}
      <h3 className={styles.keysGroup}>{t('caret')}</h3>
      <p className={popupStyles.hint}>{t('caretWords')}</p>
      <p className={popupStyles.hint} role="status">
        {asking ? t('press') : taken ? t('taken', { act: words(taken) }) : ''}
      </p>
      {Object.keys(own).length > 0 ? <Button onClick={reset}>{t('reset')}</Button> : null}
    </>
  );
}

function KeyRow({
  name,
  asking,
  onAsk,
  onTaken,
}: {
  readonly name: ActName;
  readonly asking: boolean;
  readonly onAsk: (ask: boolean) => void;
  readonly onTaken: (by: ActName | null) => void;
}) {
  const t = useTranslations('reader.keys');
  const words = useActWords();
  const { own, give } = useOwnKeys();
  const key = keyFor(own, name);
  const take = (event: KeyboardEvent) => {
    if (!asking || ['Shift', 'Control', 'Alt', 'Meta', 'Tab'].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    onAsk(false);
    if (event.key === 'Escape') return;
    const next = event.key === 'Backspace' ? null : keyOf(event);
    const before = next === null ? null : actOfKey(own, next);
    onTaken(before === name ? null : before);
    give(name, next);
  };
  return (
    <div className={styles.keyRow}>
      <dt>
        {key ? <Kbd>{keyLabel(key)}</Kbd> : null}
        <span className="visually-hidden">{key ? keyLabel(key) : t('none')}</span>
      </dt>
      <dd>
        <span>{words(name)}</span>
        <button
          type="button"
          className={styles.keysButton}
          aria-pressed={asking}
          aria-label={t('giveTo', { act: words(name) })}
          onKeyDown={take}
          onBlur={() => onAsk(false)}
          onClick={() => onAsk(!asking)}
        >
          {asking ? '…' : t('give')}
        </button>
      </dd>
    </div>
  );
}
