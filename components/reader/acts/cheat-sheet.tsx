'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import styles from '../reader.module.css';
import { useReader, useRoomState } from '../room/room-context.ts';
import { acts } from './acts.rules.ts';
import { keyFor, keyLabel } from './keys.rules.ts';
import { useOwnKeys } from './own-keys.ts';
import { useActWords } from './use-act-words.ts';

/** Every key of the room, from the table of acts. */
export function CheatSheet() {
  const { store } = useReader();
  const open = useRoomState((state) => state.dialog === 'keys');
  const { own } = useOwnKeys();
  const words = useActWords();
  const t = useTranslations('reader.keys');
  return (
    <Dialog open={open} onClose={() => store.setState({ dialog: null })} title={t('title')}>
      <dl className={styles.keys}>
        {acts.map(({ name }) => {
          const key = keyFor(own, name);
          return key ? (
            <div key={name} className={styles.keyRow}>
              <dt>
                <Kbd>{keyLabel(key)}</Kbd>
                <span className="visually-hidden">{keyLabel(key)}</span>
              </dt>
              <dd>{words(name)}</dd>
            </div>
          ) : null;
        })}
      </dl>
    </Dialog>
  );
}
