'use client';

import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar.tsx';
import { useActs } from '../acts/registry.tsx';
import styles from './top.module.css';
import { useReader, useRoomState } from './room-context.ts';

/** Beyond these, people are counted: the row never grows into the title. */
const FACES = 5;

/** Who is here: a press follows them, another stops. */
export function PeopleHere() {
  const { peers, store, scrollTo, labelAt } = useReader();
  const t = useTranslations('reader.people');
  const following = useRoomState((state) => state.following);
  const leading = useRoomState((state) => state.leading);

  const follow = (userId: string | null) => {
    store.setState({ following: userId, leading: false });
    const at = peers.find((peer) => peer.userId === userId)?.at;
    if (typeof at === 'number') scrollTo(at);
  };
  useActs({
    follow: () => {
      if (following) follow(null);
      else follow((peers.find((peer) => peer.leading) ?? peers[0])?.userId ?? null);
      return true;
    },
    followMe: () => {
      store.setState({ leading: !leading, following: null });
      return true;
    },
  });
  if (peers.length === 0) return null;
  const shown = [...peers]
    .sort((a, b) => Number(b.userId === following) - Number(a.userId === following))
    .slice(0, FACES);
  return (
    <ul className={styles.people} aria-label={t('label')}>
      {shown.map((peer) => {
        const where = peer.at === null ? '' : (labelAt(peer.at) ?? '');
        return (
          <li key={peer.userId}>
            <button
              type="button"
              aria-pressed={peer.userId === following}
              title={where ? t('where', { name: peer.name, label: where }) : peer.name}
              data-leading={peer.leading || undefined}
              onClick={() => follow(peer.userId === following ? null : peer.userId)}
            >
              <Avatar id={peer.userId} name={peer.name} size={26} />
              <span className="visually-hidden">
                {t(peer.userId === following ? 'stop' : 'follow', { name: peer.name })}
              </span>
            </button>
          </li>
        );
      })}
      {peers.length > FACES ? <li className={styles.morePeople}>+{peers.length - FACES}</li> : null}
    </ul>
  );
}
