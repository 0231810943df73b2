'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { When } from '@/components/ui/when.tsx';
import { paragraphsOf } from '@/lib/publishing/rationale.rules.ts';
import type { ThreadEvidence, ThreadView, ThreadWords } from '@/lib/thread/schema.ts';
import { Resting } from './resting.tsx';
import styles from './thread.module.css';

/**
 * A verdict, unrolled: why, what it rests on, the exact words, the sealed text that holds them with its hash; and from any
 * words back to all that rests on them (CLM-11). Made of details elements: it unrolls by keyboard and prints whole.
 */
export function Thread({ thread }: { readonly thread: ThreadView }) {
  const t = useTranslations('thread.page');
  const format = useFormatter();
  const { verdict, evidence, mentions } = thread;
  if (!verdict)
    return (
      <p>
        {t('none')} <Link href={`/claims/${thread.claim.id}`}>{t('toClaim')}</Link>
      </p>
    );
  return (
    <ol className={styles.thread}>
      <Knot title={t('verdict')}>
        <p>
          <RatingChip rating={verdict.rating} />{' '}
          {verdict.stands ? null : <b className={styles.earlier}>{t('earlier')}</b>}
        </p>
        {verdict.conclusion ? <p className={styles.conclusion}>{verdict.conclusion}</p> : null}
        <p className={styles.quiet}>
          {t('signed', { proposer: verdict.proposedBy.name, signer: verdict.signedOffBy.name })},{' '}
          <When at={verdict.at} />. {t('authors', { names: format.list(verdict.authors.map(({ name }) => name)) })}.
        </p>
        {verdict.reason ? <p>{verdict.reason}</p> : null}
      </Knot>
      <Knot title={t('why')}>
        <Reasons text={verdict.rationale} numbers={new Set(evidence.map(({ number }) => number))} />
      </Knot>
      <Knot title={t('evidence')}>
        {evidence.length === 0 ? <p>{t('noEvidence')}</p> : null}
        {evidence.map((item) => (
          <Piece key={item.id} item={item} />
        ))}
      </Knot>
      <Knot title={t('where')}>
        {mentions.length === 0 ? <p>{t('nowhere')}</p> : null}
        {mentions.map((words) => (
          <SealedWords key={words.annotationId} words={words} />
        ))}
      </Knot>
    </ol>
  );
}

function Knot({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className={styles.knot}>
      <h2>{title}</h2>
      {children}
    </li>
  );
}

function Reasons({ text, numbers }: { readonly text: string; readonly numbers: ReadonlySet<number> }) {
  return (
    <div className={styles.prose}>
      {paragraphsOf(text, numbers).map((pieces, index) => (
        <p key={index}>
          {pieces.map((piece, at) =>
            'cites' in piece ? (
              <a key={at} href={`#evidence-${piece.cites}`}>
                [{piece.cites}]
              </a>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  );
}

function Piece({ item }: { readonly item: ThreadEvidence }) {
  const t = useTranslations('thread.page');
  const claims = useTranslations('claims');
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'medium' });
  const { statement } = item;
  return (
    <details open id={`evidence-${item.number}`} className={styles.piece}>
      <summary>
        [{item.number}] {claims(`stance.${item.stance}`)}
        {item.strength ? `, ${claims(`strength.${item.strength}`)}` : ''}
      </summary>
      {item.words ? <SealedWords words={item.words} /> : null}
      {item.quote && !item.words ? <blockquote className={styles.quote}>{item.quote}</blockquote> : null}
      {statement ? (
        <figure>
          <blockquote className={styles.quote}>{statement.words}</blockquote>
          <figcaption className={styles.quiet}>
            {statement.by}
            {statement.basis ? `, ${t(`basis.${statement.basis}`)}` : ''}
            {statement.at ? `, ${day(statement.at)}` : ''}
          </figcaption>
        </figure>
      ) : null}
      {item.url ? (
        <p className={styles.quiet}>
          <a href={item.url} rel="noopener noreferrer nofollow">
            {item.url}
          </a>
          {item.accessedAt ? `, ${claims('evidence.seen', { date: day(item.accessedAt) })}` : ''}
          {item.archiveUrl ? (
            <>
              {', '}
              <a href={item.archiveUrl} rel="noopener noreferrer nofollow">
                {claims('evidence.archived')}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
      {item.sealed && !item.words ? (
        <p className={styles.quiet}>
          <Link href={`/sources/${item.sealed.sourceId}?v=${item.sealed.version}`}>{item.sealed.title}</Link>.{' '}
          {t('sealed', { version: item.sealed.version })} <code title={t('hash')}>{item.sealed.sha256}</code>
        </p>
      ) : null}
      {item.file ? (
        <p className={styles.quiet}>
          <a href={`/api/v1/evidence/${item.id}/file`} download={item.file.name}>
            {claims('evidence.file', { name: item.file.name })}
          </a>{' '}
          <code>{item.file.sha256}</code>
        </p>
      ) : null}
    </details>
  );
}

/** The end of the thread, and the way back from it. */
export function SealedWords({ words }: { readonly words: ThreadWords }) {
  const t = useTranslations('thread.page');
  return (
    <figure className={styles.passage}>
      <blockquote className={styles.quote}>
        {words.prefix ? <span>…{words.prefix}</span> : null}
        <mark>{words.exact}</mark>
        {words.suffix ? <span>{words.suffix}…</span> : null}
      </blockquote>
      <figcaption className={styles.quiet}>
        <Link href={`/sources/${words.sourceId}?v=${words.version}#m=${words.annotationId}`}>
          {words.outlet ? `${words.title}, ${words.outlet}` : words.title}
        </Link>
        {words.label ? `, ${words.label}` : ''}. {t('sealed', { version: words.version })}
        <code title={t('hash')}>{words.sha256}</code>
      </figcaption>
      <Resting annotationId={words.annotationId} />
    </figure>
  );
}
