'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Waiting } from '@/components/ui/waiting.tsx';
import type { SubjectType } from '@/lib/visibility/rules.ts';
import type { VisibilityView } from '@/lib/visibility/schema.ts';
import { visibilityView } from '@/lib/visibility/schema.ts';
import styles from './who-sees.module.css';

interface Props {
  readonly type: SubjectType;
  readonly id: string;
}

/** Who can see a thing and what each may do with it, from the same table that decides (ACC-1). */
export function WhoSees({ type, id }: Props) {
  const t = useTranslations('visibility');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('title')} wide>
        <Answer type={type} id={id} />
        <DialogActions>
          <Button variant="primary" onClick={() => setOpen(false)}>
            {t('close')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function Answer({ type, id }: Props) {
  const t = useTranslations('visibility');
  // Asked anew each time: people come and go, and who looks is about to rely on it.
  const { data, error } = useApi(`/visibility/${type}/${id}`, visibilityView, { fresh: true });
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <Waiting />;
  return (
    <>
      <p>{t(`reach.${data.reach}`)}</p>
      {data.publicPath ? (
        <p>
          {t('public')}{' '}
          <a href={data.publicPath} target="_blank" rel="noreferrer">
            {t('publicLink')}
          </a>
        </p>
      ) : null}
      {type === 'entity' ? <Cases cases={data.cases} /> : <People people={data.people} />}
    </>
  );
}

function People({ people }: Pick<VisibilityView, 'people'>) {
  const t = useTranslations('visibility');
  const named = useTranslations('claims.role');
  const locale = useLocale();
  const me = useMe();
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <table className={styles.people}>
      <thead>
        <tr>
          <th scope="col">{t('people')}</th>
          <th scope="col">{t('role')}</th>
          <th scope="col">{t('can')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <span>
                <Avatar id={one.id} name={one.name} />
                {one.name} {one.id === me.id ? <small>{t('you')}</small> : null}
              </span>
            </th>
            <td>
              {t(`why.${one.why}`, {
                role: one.role ? named(one.role) : '',
                account: one.account,
                until: one.until ? time.format(new Date(one.until)) : '',
              })}
            </td>
            <td>{one.may.length > 0 ? list.format(one.may.map((act) => t(`acts.${act}`))) : t('reads')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cases({ cases }: Pick<VisibilityView, 'cases'>) {
  const t = useTranslations('visibility');
  if (cases.length === 0) return <p>{t('noCases')}</p>;
  return (
    <>
      <h3 className={styles.heading}>{t('cases')}</h3>
      <ul className={styles.cases}>
        {cases.map((one) => (
          <li key={one.id}>
            <Link href={`/investigations/${one.id}/people`}>{one.title}</Link>{' '}
            <small>
              {t('count', { people: one.people })}
              {one.confidential ? `, ${t('confidential')}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
