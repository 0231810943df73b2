'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import styles from './floating.module.css';
import { useReader, useRoomState } from './room-context.ts';

/** Paint mode (ANN-11): every selection becomes a mark until Esc. */
export function PaintBar() {
  const { store } = useReader();
  const t = useTranslations('reader');
  const paint = useRoomState((state) => state.paint);
  const extra = useRoomState((state) => state.extra.length);
  const stop = () => store.setState({ paint: null, extra: [] });
  if (!paint && extra === 0) return null;
  const what = paint ? [t(`kind.${paint.kind}`), ...paint.tags.map((tag) => `#${tag}`)].join(' ') : '';
  return (
    <div className={styles.modeBar} role="status" data-keeps-selection>
      <span>{paint ? t('paint', { what }) : t('ranges', { count: extra })}</span>
      <Button variant="quiet" keys="Esc" onClick={stop}>
        {t('stop')}
      </Button>
    </div>
  );
}
