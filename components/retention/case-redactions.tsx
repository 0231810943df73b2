'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSecured } from '@/components/admin/use-secured.tsx';
import { useMe } from '@/components/desk/providers.tsx';
import { may } from '@/components/margin/standing.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { RedactionCard } from './redaction-card.tsx';
import styles from './redactions.module.css';
import { useRedactions } from './use-redactions.ts';

/** Beside a case's name, for its editors and leads: words that were asked to go, and the deciding about them (ACC-8). */
export function CaseRedactions({ investigation }: { readonly investigation: InvestigationView }) {
  const t = useTranslations('retention.redaction');
  const me = useMe();
  const standing = { me, case: { confidential: investigation.confidential, role: investigation.role } };
  const { items, held } = useRedactions(investigation.id, may(standing, 'redaction.read'));
  const asked = useSearchParams().get('redactions') === 'open';
  const [open, setOpen] = useState(asked);
  const secured = useSecured();
  const waiting = items.filter(({ outcome }) => outcome === null).length;
  return (
    <>
      {items.length > 0 ? (
        <Button variant={waiting > 0 ? 'plain' : 'quiet'} onClick={() => setOpen(true)}>
          {waiting > 0 ? t('waiting', { count: waiting }) : t('list')}
        </Button>
      ) : null}
      {secured.dialog ?? (
        <Dialog open={open && items.length > 0} onClose={() => setOpen(false)} title={t('list')} wide>
          {held ? <p className={styles.held}>{t('held')}</p> : null}
          <ul className={styles.list}>
            {items.map((item) => (
              <RedactionCard
                key={item.id}
                item={item}
                held={held}
                mayDecide={may(standing, 'redaction.decide', { authorId: item.askedBy.id })}
                mayWithdraw={may(standing, 'redaction.withdraw', { authorId: item.askedBy.id })}
                run={secured.command}
              />
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
