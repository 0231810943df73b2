'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { reading } from '@/lib/claims/agreement/rules.ts';
import type { AgreementView, MeasuredView } from '@/lib/claims/agreement/schema.ts';
import { claimKinds } from '@/lib/claims/rules.ts';
import styles from '../claims.module.css';

/** How far people agree, with what each figure means and how sure it is (CLM-8). */
export function AgreementPage({ data }: { readonly data: AgreementView }) {
  const t = useTranslations('claims');
  const { overall, pairs, kinds, months } = data;
  if (overall.n === 0)
    return (
      <EmptyState title={t('agreement.empty')}>
        <p>{t('agreement.blind')}</p>
      </EmptyState>
    );
  const kindWords = (key: string) => {
    const kind = claimKinds.find((one) => one === key);
    return kind ? t(`kind.${kind}`) : key;
  };
  return (
    <>
      <h2>{t('agreement.title')}</h2>
      <p>{t('agreement.intro')}</p>
      <p className={styles.source}>{t('agreement.blind')}</p>
      <Groups title={t('agreement.overall')} rows={[{ key: t('agreement.overall'), ...overall }]} />
      <h3>{t('agreement.pairs')}</h3>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('agreement.who')}</th>
            <th scope="col">{t('agreement.n')}</th>
            <th scope="col">{t('agreement.percent')}</th>
            <th scope="col">{t('agreement.cohen')}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.people.map((person) => person.id).join()}>
              <th scope="row">{pair.people.map((person) => person.name).join(' – ')}</th>
              <td>{pair.n}</td>
              <Figure of={pair.percent} percent />
              <Figure of={pair.cohen} />
            </tr>
          ))}
        </tbody>
      </table>
      {kinds.length > 0 ? (
        <Groups title={t('agreement.kinds')} rows={kinds.map((row) => ({ ...row, key: kindWords(row.key) }))} />
      ) : null}
      <Groups title={t('agreement.months')} rows={months} />
    </>
  );
}

interface GroupsProps {
  readonly title: string;
  readonly rows: readonly AgreementView['kinds'][number][];
}

function Groups({ title, rows }: GroupsProps) {
  const t = useTranslations('claims.agreement');
  return (
    <>
      <h3>{title}</h3>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('n')}</th>
            <th scope="col">{t('percent')}</th>
            <th scope="col">{t('fleiss')}</th>
            <th scope="col">{t('alphaNominal')}</th>
            <th scope="col">{t('alphaOrdinal')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.key}</th>
              <td>{row.n}</td>
              <Figure of={row.percent} percent />
              <Figure of={row.fleiss} />
              <Figure of={row.alphaNominal} />
              <Figure of={row.alphaOrdinal} />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Figure({ of, percent = false }: { readonly of: MeasuredView; readonly percent?: boolean }) {
  const t = useTranslations('claims.agreement');
  const format = useFormatter();
  if (of.value === null) return <td>{of.why ? t(of.why) : ''}</td>;
  const show = (value: number) =>
    percent
      ? format.number(value, { style: 'percent', maximumFractionDigits: 0 })
      : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <td>
      <b>{show(of.value)}</b>
      <small>
        {percent ? '' : t(`reading.${reading(of.value)}`)}
        {of.interval ? ` · ${t('interval', { low: show(of.interval.low), high: show(of.interval.high) })}` : ''}
      </small>
    </td>
  );
}
