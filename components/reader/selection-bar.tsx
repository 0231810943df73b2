'use client';

import { useTranslations } from 'use-intl';
import { keyFor, keyLabel } from './acts/keys.rules.ts';
import { useOwnKeys } from './acts/own-keys.ts';
import { useActRegistry } from './acts/registry.tsx';
import { AtWords } from './at-words.tsx';
import { toolbar } from './plugins.tsx';
import styles from './popups/popup.module.css';

/** The toolbar at the selection, with the key of each act. */
export function SelectionBar({ rect }: { readonly rect: () => DOMRect | null }) {
  const registry = useActRegistry();
  const { own } = useOwnKeys();
  const t = useTranslations('reader.toolbar');
  return (
    <AtWords rect={rect} className={styles.bar} label={t('label')}>
      {toolbar.map((name) => {
        const key = keyFor(own, name);
        return (
          // The selection must survive the press.
          <button
            key={name}
            type="button"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => registry.run(name)}
          >
            {t(name)} {key ? <kbd aria-hidden="true">{keyLabel(key)}</kbd> : null}
          </button>
        );
      })}
      <button
        type="button"
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => registry.run('palette')}
        aria-haspopup="dialog"
      >
        {t('more')}
      </button>
    </AtWords>
  );
}
