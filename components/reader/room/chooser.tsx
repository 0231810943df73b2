'use client';

import { useTranslations } from 'use-intl';
import { gist } from '@/components/margin/look.ts';
import styles from '../popups/popup.module.css';
import { AtWords } from '../at-words.tsx';
import { useReader, useRoomState } from './room-context.ts';

/** Several marks lie where one clicked: which is meant (ANN-3)? */
export function Chooser() {
  const { annotations, activate, leave } = useReader();
  const t = useTranslations('reader');
  const choice = useRoomState((state) => state.chooser);
  if (!choice) return null;
  return (
    <AtWords rect={() => choice.at} className={styles.popup} label={t('chooser.label')} onLeave={leave}>
      <ul className={styles.choices}>
        {choice.ids.map((id) => {
          const one = annotations.find((annotation) => annotation.id === id);
          return one ? (
            <li key={id}>
              <button type="button" onClick={() => activate(id)}>
                {gist(one)}
                <small>{t('chooser.by', { kind: t(`kind.${one.kind}`), name: one.author.name })}</small>
              </button>
            </li>
          ) : null;
        })}
      </ul>
    </AtWords>
  );
}
