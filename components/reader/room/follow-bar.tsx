'use client';

import type { RefObject } from 'react';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import styles from './floating.module.css';
import { useReader, useRoomState } from './room-context.ts';

/**
 * Follows a colleague's reading until one scrolls oneself; says so, and says who asks to be followed. It floats, so that
 * nothing one reads moves.
 */
export function FollowBar({ scroller }: { readonly scroller: RefObject<HTMLElement | null> }) {
  const { peers, store, scrollTo } = useReader();
  const t = useTranslations('reader.people');
  const following = useRoomState((state) => state.following);
  const leading = useRoomState((state) => state.leading);
  const leader = peers.find((peer) => peer.userId === following);
  const asking = peers.find((peer) => peer.leading);
  const at = leader?.at;

  useEffect(() => {
    if (typeof at === 'number') scrollTo(at);
  }, [at, scrollTo]);
  useEffect(() => {
    const box = scroller.current;
    if (!box || !following) return;
    const stop = () => store.setState({ following: null });
    for (const by of ['wheel', 'touchmove'] as const) box.addEventListener(by, stop, { passive: true });
    return () => {
      for (const by of ['wheel', 'touchmove'] as const) box.removeEventListener(by, stop);
    };
  }, [scroller, following, store]);

  const stop = () => store.setState({ following: null, leading: false });
  if (!leader && !leading && !asking) return null;
  return (
    <div className={styles.followBar} role="status" data-keeps-selection>
      <span>
        {leading
          ? t('leading')
          : leader
            ? t('following', { name: leader.name })
            : t('asks', { name: asking?.name ?? '' })}
      </span>
      {leading || leader ? (
        <Button variant="quiet" onClick={stop}>
          {t('end')}
        </Button>
      ) : (
        <Button variant="quiet" keys="F" onClick={() => store.setState({ following: asking?.userId ?? null })}>
          {t('join')}
        </Button>
      )}
    </div>
  );
}
