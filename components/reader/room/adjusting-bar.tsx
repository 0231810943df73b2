'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useActs } from '../acts/registry.tsx';
import styles from './floating.module.css';
import { useReader, useRoomState } from './room-context.ts';

/** Shown while the ends of a mark are being moved: what the keys do, and the two ways out. */
export function AdjustingBar() {
  const adjusting = useRoomState((state) => state.adjusting);
  return adjusting ? <Bar /> : null;
}

function Bar() {
  const { store, acts, annotations, version } = useReader();
  const t = useTranslations('reader.adjust');
  const stop = () => {
    store.setState({ adjusting: null });
    return true;
  };
  const save = () => {
    const { adjusting } = store.getState();
    const mark = annotations.find((one) => one.id === adjusting?.id);
    if (mark && adjusting) void acts.move(mark, version.number, adjusting.ranges);
    return stop();
  };
  useActs({ leave: stop, card: save });
  return (
    <div className={styles.modeBar} role="group" aria-label={t('label')} data-keeps-selection>
      <span>
        {t('move')} <Kbd>← →</Kbd>, {t('start')} <Kbd>Shift</Kbd>, {t('exactly')} <Kbd>Alt</Kbd>
      </span>
      <Button variant="primary" keys="Enter" onClick={save}>
        {t('save')}
      </Button>
      <Button variant="quiet" keys="Esc" onClick={stop}>
        {t('cancel')}
      </Button>
    </div>
  );
}
