'use client';

import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { When } from '@/components/ui/when.tsx';
import { sessionPage } from '@/lib/accounts/secure.schema.ts';
import styles from './admin.module.css';

const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const;
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const;

/** A browser says a great deal of itself; people know it by two words. */
function deviceOf(userAgent: string | null): string {
  const has = (word: string) => userAgent?.includes(word) ?? false;
  const browser = browsers.find(has)?.replace('Edg', 'Edge').replace('OPR', 'Opera') ?? '?';
  return `${browser}, ${systems.find(has) ?? '?'}`;
}

/** Where one is signed in, with the way out of one or of all others. */
export function Sessions() {
  const t = useTranslations('accounts.sessions');
  const { data, refetch } = useApi('/me/sessions', sessionPage);
  const end = (name: string, input: Record<string, unknown>) => void sendCommand(name, input).then(() => refetch());
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('title')}</h2>
      <ul className={styles.links}>
        {(data?.items ?? []).map((session) => (
          <li key={session.id}>
            <b>{deviceOf(session.userAgent)}</b>
            <span>
              {t('seen')} <When at={session.lastSeenAt} />
            </span>
            {session.current ? (
              <Chip tone="ok">{t('this')}</Chip>
            ) : (
              <Button variant="quiet" onClick={() => end('session.end', { sessionId: session.id })}>
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {(data?.items.length ?? 0) > 1 ? (
        <div className={styles.tools}>
          <Button onClick={() => end('session.end_all', { keepThis: true })}>{t('endOthers')}</Button>
        </div>
      ) : null}
    </section>
  );
}
