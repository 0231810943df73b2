'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { Level } from '@/lib/claims/read/rules.ts';
import { levels } from '@/lib/claims/read/rules.ts';
import type { ReadView } from '@/lib/claims/read/schema.ts';
import { readView } from '@/lib/claims/read/schema.ts';
import { ReadClaims, ReadSentence } from './read-claims.tsx';
import styles from './read.module.css';
import { useSoon } from '../use-soon.ts';

interface ReadPageProps {
  readonly initial: ReadView;
  readonly caseTitle: string;
  readonly mayMark: boolean;
}

const sign: Record<Level, string> = { refuted: '✗', open: '○', mixed: '◐', weak: '!', aside: '–', sound: '✓' };

/** A story before it goes out, sentence by sentence, alive while people work (CLM-16). */
export function ReadPage({ initial, caseTitle, mayMark }: ReadPageProps) {
  const t = useTranslations('claims.read');
  const { source } = initial;
  const { data: read = initial, refetch } = useApi(`/sources/${source.id}/read`, readView, { initialData: initial });
  const soon = useSoon(() => void refetch());
  useEvents(source.investigationId, (event) => {
    if (/^(claim|evidence|proposal|decision|reviews?|reply|annotation|source)\./.test(event.type)) soon();
  });
  const [chosen, setChosen] = useState<number | null>(null);
  const sentences = read.parts.flatMap((part) => part.sentences);
  const at = sentences.find((sentence) => sentence.start === chosen) ?? null;
  const claims = at ? read.claims.filter((claim) => at.claimIds.includes(claim.id)) : read.claims;
  const count = (level: Level | null) => sentences.filter((sentence) => sentence.level === level).length;

  return (
    <>
      <TopBar
        crumbs={[
          { label: caseTitle, href: `/investigations/${source.investigationId}` },
          { label: source.title, href: `/sources/${source.id}` },
          { label: t('title') },
        ]}
      />
      <main id="content" className={styles.page}>
        <article className={styles.text} aria-label={source.title}>
          <h1>{source.title}</h1>
          <p className={styles.quiet}>{t('intro')}</p>
          <ul className={styles.legend} aria-label={t('legend')}>
            {[...levels, null].map((level) => (
              <li key={level ?? 'none'} data-level={level ?? undefined}>
                <b>{count(level)}</b> {level ? `${sign[level]} ${t(`level.${level}`)}` : t('level.none')}
              </li>
            ))}
          </ul>
          {read.parts.map((part) => (
            <p key={part.label} data-role={part.role}>
              {part.sentences.map((sentence) => (
                <button
                  key={sentence.start}
                  type="button"
                  className={styles.sentence}
                  data-level={sentence.level ?? undefined}
                  aria-pressed={sentence.start === chosen}
                  onClick={() => setChosen(sentence.start === chosen ? null : sentence.start)}
                >
                  {sentence.text}
                  <span className={styles.sign}>
                    <span aria-hidden="true">{sentence.level ? sign[sentence.level] : ''}</span>
                    <span className="visually-hidden">{t(`level.${sentence.level ?? 'none'}`)}</span>
                  </span>
                </button>
              ))}
            </p>
          ))}
        </article>
        <aside className={styles.side} aria-label={t('side')} aria-live="polite">
          {at ? (
            <ReadSentence
              key={at.start}
              sentence={at}
              source={source}
              version={read.version}
              mayMark={mayMark}
              refetch={refetch}
            />
          ) : (
            <h2>{t('blocks')}</h2>
          )}
          <ReadClaims claims={claims} whole={at === null} />
        </aside>
      </main>
    </>
  );
}
