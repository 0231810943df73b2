'use client';

import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Field, Select } from '@/components/ui/field.tsx';
import { annotationKinds } from '@/lib/annotations/rules.ts';
import type { SpanAgreementView } from '@/lib/claims/agreement/schema.ts';
import { spanAgreementView } from '@/lib/claims/agreement/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import styles from '../claims.module.css';

/** How far people mark the same words in the same way, one source at a time, with what the figures mean (CLM-8). */
export function SpanAgreement({ investigationId }: { readonly investigationId: string }) {
  const t = useTranslations('claims.agreement.spans');
  const { data: sources } = useApi(`/investigations/${investigationId}/sources?limit=200`, pageOf(sourceView));
  const sealed = sources?.items.filter((source) => source.versions.length > 0) ?? [];
  const [chosen, setChosen] = useState('');
  const sourceId = chosen === '' ? sealed[0]?.id : chosen;
  const { data } = useApi(sourceId ? `/sources/${sourceId}/agreement` : null, spanAgreementView);
  if (!sourceId) return null;
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('intro')}</p>
      <Field label={t('source')}>
        {(control) => (
          <Select {...control} value={sourceId} onChange={(event) => setChosen(event.target.value)}>
            {sealed.map((source) => (
              <option key={source.id} value={source.id}>
                {source.title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {data ? data.people.length < 2 ? <p>{t('few')}</p> : <Spans data={data} /> : null}
    </>
  );
}

function Spans({ data }: { readonly data: SpanAgreementView }) {
  const t = useTranslations('claims.agreement');
  const reader = useTranslations('reader.kind');
  const format = useFormatter();
  const kindWords = (key: string) => {
    const kind = annotationKinds.find((one) => one === key);
    return kind ? reader(kind) : key;
  };
  const alpha = ({ value, why }: SpanAgreementView['alpha']) =>
    value === null ? (why ? t(why) : '') : format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const share = (value: number | null) =>
    value === null ? t('nothing_compared') : format.number(value, { style: 'percent', maximumFractionDigits: 0 });
  const rows = [{ kind: t('spans.all'), alpha: data.alpha }, ...data.kinds];
  return (
    <>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('spans.who')}</th>
            <th scope="col">{t('spans.alpha')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kind}>
              <th scope="row">{kindWords(row.kind)}</th>
              <td>{alpha(row.alpha)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.source}>{t('spans.meets')}</p>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('who')}</th>
            <th scope="col">{t('spans.exact')}</th>
            <th scope="col">{t('spans.overlap')}</th>
          </tr>
        </thead>
        <tbody>
          {data.pairs.map((pair) => (
            <tr key={pair.people.map((person) => person.id).join()}>
              <th scope="row">{pair.people.map((person) => person.name).join(' – ')}</th>
              <td>{share(pair.exact)}</td>
              <td>{share(pair.overlap)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
