'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { linkKinds } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import { RatingChip, StateChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';
import { FindClaim } from '../find-claim.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { useClaimAct } from '../use-claim-act.ts';

interface LinksProps {
  readonly claim: ClaimView;
  readonly mayLink: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** What this claim has to do with others; splitting it, and merging it into another. */
export function Links({ claim, mayLink, refetch }: LinksProps) {
  const t = useTranslations('claims');
  const [open, setOpen] = useState<'link' | 'merge' | 'split' | null>(null);
  const { error, act } = useClaimAct(refetch);
  return (
    <section>
      <h2>{t('side.links')}</h2>
      {claim.links.length === 0 ? <p>{t('side.noLinks')}</p> : null}
      <ul className={styles.plainList}>
        {claim.links.map((link) => (
          <li key={link.id}>
            <small>{link.direction === 'to' ? t(`link.${link.kind}`) : t(`linkFrom.${link.kind}`)}</small>{' '}
            <Link href={`/claims/${link.claim.id}`}>
              {link.claim.number}. {link.claim.statement}
            </Link>{' '}
            {link.claim.rating ? (
              <RatingChip rating={link.claim.rating} thread={link.claim.id} />
            ) : (
              <StateChip state={link.claim.state} />
            )}
            {mayLink ? (
              <Button
                variant="quiet"
                aria-label={t('side.unlink', { number: link.claim.number })}
                onClick={() => void act('claim.unlink', { claimId: claim.id, linkId: link.id })}
              >
                {t('common.remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {claim.merged.length > 0 ? (
        <>
          <h3>{t('page.mergedHere')}</h3>
          <ul className={styles.plainList}>
            {claim.merged.map((one) => (
              <li key={one.mergeId}>
                <Link href={`/claims/${one.id}`}>
                  {one.number}. {one.statement}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {mayLink ? (
        <div className={styles.cardActs}>
          <Button variant="quiet" onClick={() => setOpen('link')}>
            {t('side.addLink')}
          </Button>
          {claim.mayEdit ? (
            <Button variant="quiet" onClick={() => setOpen('split')}>
              {t('side.split')}
            </Button>
          ) : null}
          {claim.mayEdit && !claim.mergedInto ? (
            <Button variant="quiet" onClick={() => setOpen('merge')}>
              {t('side.merge')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {open === 'link' ? <LinkDialog claim={claim} refetch={refetch} onClose={() => setOpen(null)} /> : null}
      {open === 'merge' ? <MergeDialog claim={claim} refetch={refetch} onClose={() => setOpen(null)} /> : null}
      {open === 'split' ? <SplitDialog claim={claim} refetch={refetch} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

interface DialogProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

function LinkDialog({ claim, refetch, onClose }: DialogProps) {
  const t = useTranslations('claims');
  const [kind, setKind] = useState('depends_on');
  const [toId, setToId] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.link', { claimId: claim.id, kind, toId }).then((done) => (done ? onClose() : undefined));
  return (
    <ActDialog
      title={t('side.addLink')}
      act={t('side.addLink')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t('side.linkKind')}>
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
            {linkKinds.map((key) => (
              <option key={key} value={key}>
                {t(`link.${key}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FindClaim investigationId={claim.investigationId} except={[claim.id]} value={toId} onChange={setToId} />
    </ActDialog>
  );
}

function MergeDialog({ claim, refetch, onClose }: DialogProps) {
  const t = useTranslations('claims');
  const [intoId, setIntoId] = useState('');
  const [reason, setReason] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.merge', { claimId: claim.id, intoId, reason }).then((done) => (done ? onClose() : undefined));
  return (
    <ActDialog
      title={t('merge.title')}
      act={t('merge.do')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{t('merge.hint')}</p>
      <FindClaim investigationId={claim.investigationId} except={[claim.id]} value={intoId} onChange={setIntoId} />
      <TextField
        label={t('common.optional', { label: t('merge.why') })}
        maxLength={1000}
        value={reason}
        onValue={setReason}
      />
    </ActDialog>
  );
}
