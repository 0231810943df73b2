'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { usePropertyLabel } from '@/components/entities/use-labels.ts';
import { useValueWords } from '@/components/entities/use-value-words.ts';
import { toldOf } from '@/lib/entities/rules.ts';
import type { RelationshipDetail } from '@/lib/entities/schema.ts';
import styles from './network.module.css';

/** What a file that was taken in said of a relationship beyond its role and dates: a share, a sum, a notary. */
export function EdgeSaid({ link: { schema, properties, named } }: { readonly link: RelationshipDetail }) {
  const t = useTranslations('network.edge');
  const labelOf = usePropertyLabel();
  const valueOf = useValueWords();
  const known = toldOf(schema);
  const said = Object.entries(properties);
  if (said.length === 0) return null;
  return (
    <>
      <h3>{t('said')}</h3>
      <dl className={styles.said}>
        {said.map(([property, values]) => (
          <div key={property}>
            <dt>{labelOf(property, known[property] ?? property)}</dt>
            {values.map((value) => (
              <dd key={value} dir="auto">
                {named[value] ? (
                  <Link href={`/entities/${value}`}>{named[value]}</Link>
                ) : (
                  valueOf(schema, property, value)
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}
