'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { When } from '@/components/ui/when.tsx';
import type { ReadView } from '@/lib/claims/read/schema.ts';
import { similarView } from '@/lib/claims/kin/similar.schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import { useApi } from '@/components/data/use-api.ts';
import { RatingChip, StateChip } from '../claim-chips.tsx';
import styles from './read.module.css';
import { useClaimAct } from '../use-claim-act.ts';

type Sentence = ReadView['parts'][number]['sentences'][number];

/** Claims under a sentence, or of the whole text: what still blocks each, and who signed. */
export function ReadClaims({ claims, whole }: { readonly claims: ReadView['claims']; readonly whole: boolean }) {
  const t = useTranslations('claims.read');
  const blocking = claims.filter((claim) => claim.blocks.length > 0);
  const signed = claims.filter((claim) => claim.signed);
  return (
    <>
      {blocking.length === 0 && claims.length > 0 ? <p>{t('nothingBlocks')}</p> : null}
      {claims.length === 0 && whole ? <p>{t('noClaims')}</p> : null}
      <ul className={styles.claims}>
        {blocking.map((claim) => (
          <li key={claim.id} data-level={claim.level}>
            <Link href={`/claims/${claim.id}`}>
              {claim.number}. {claim.statement}
            </Link>{' '}
            {claim.rating ? <RatingChip rating={claim.rating} thread={claim.id} /> : <StateChip state={claim.state} />}
            <ul>
              {claim.blocks.map((block) => (
                <li key={block}>{t(`block.${block}`)}</li>
              ))}
            </ul>
            <small>{claim.assignee ? t('with', { name: claim.assignee.name }) : t('withNobody')}</small>
          </li>
        ))}
      </ul>
      <h2>{t('signOffs')}</h2>
      {signed.length === 0 ? <p>{t('noSignOffs')}</p> : null}
      <ul className={styles.claims}>
        {signed.map((claim) => (
          <li key={claim.id}>
            <Link href={`/claims/${claim.id}`}>
              {claim.number}. {claim.statement}
            </Link>{' '}
            {claim.rating ? <RatingChip rating={claim.rating} thread={claim.id} /> : null}
            {claim.signed ? (
              <small>
                {t('signed', { proposer: claim.signed.proposedBy.name, signer: claim.signed.signedOffBy.name })},{' '}
                <When at={claim.signed.at} />
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ReadSentenceProps {
  readonly sentence: Sentence;
  readonly source: ReadView['source'];
  readonly version: number;
  readonly mayMark: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** One sentence: make a claim of it, or say which claim it rests on (CLM-14, CLM-16). */
export function ReadSentence({ sentence, source, version, mayMark, refetch }: ReadSentenceProps) {
  const t = useTranslations('claims.read');
  const { error, busy, act } = useClaimAct(refetch);
  const words = new URLSearchParams({ q: sentence.text.slice(0, 1000), investigationId: source.investigationId });
  const { data } = useApi(sentence.text.length >= 3 ? `/similar-claims?${words.toString()}` : null, similarView);
  const offered = (data?.items ?? []).filter((item) => item.sameCase && !sentence.claimIds.includes(item.id));
  const mark = (about: Record<string, unknown>) =>
    act('annotation.create', {
      id: newId(),
      sourceId: source.id,
      version,
      kind: 'claim',
      target: { start: sentence.start, end: sentence.end },
      ...about,
    });
  return (
    <>
      <h2>{t('sentence')}</h2>
      <blockquote className={styles.quote}>{sentence.text}</blockquote>
      {sentence.claimIds.length === 0 ? <p>{t('restsOnNothing')}</p> : null}
      {mayMark ? (
        <Button busy={busy} onClick={() => void mark({ claim: { statement: sentence.text.slice(0, 1000) } })}>
          {t('makeClaim')}
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
      {mayMark && offered.length > 0 ? (
        <section aria-label={t('offered')}>
          <h3>{t('offered')}</h3>
          <ul className={styles.claims}>
            {offered.map((item) => (
              <li key={item.id}>
                <Link href={`/claims/${item.id}`}>
                  {item.number}. {item.statement}
                </Link>{' '}
                {item.rating ? <RatingChip rating={item.rating} thread={item.id} /> : <StateChip state={item.state} />}
                <Button
                  variant="quiet"
                  busy={busy}
                  aria-label={`${t('restsOnThis')}: ${item.number}`}
                  onClick={() => void mark({ claimId: item.id })}
                >
                  {t('restsOnThis')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
