'use client';

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CardPart } from '@/components/margin/card.tsx';
import { useOverlay, useReader } from '@/components/reader/room/room-context.ts';
import { Chip } from '@/components/ui/chip.tsx';
import type { RelationshipView } from '@/lib/entities/schema.ts';
import entities from '../entities.module.css';
import { LinkDialog } from './link-dialog.tsx';
import type { LinkInText } from './placed-links.ts';
import { linksOf } from './placed-links.ts';
import styles from './links-on-card.module.css';
import { SupportChip } from '../support.tsx';
import { useLinksOfSource, useLinkWords } from './use-links-in-text.ts';

/** So many stand on a card that is closed. */
const ON_CLOSED = 2;

/** On the card of a name, or of a claim: what was drawn from it here, with how far it is proved (ENT-6). */
export const LinksOnCard: CardPart = ({ mark, active }) => {
  const { marks } = useReader();
  const { links, here } = useLinksOfSource();
  const t = useTranslations('entities.inText');
  const [lookedAt, setLookedAt] = useState<LinkInText | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const own = useMemo(() => {
    if (links.length === 0 || (!mark.entity && !mark.claim)) return [];
    return linksOf(
      mark,
      marks.filter(({ id }) => id === mark.id),
      links,
      here,
    );
  }, [mark, marks, links, here]);
  if (own.length === 0) return null;
  const shown = active ? own : own.slice(0, ON_CLOSED);
  return (
    <>
      <ul className={styles.links} aria-label={t('list')}>
        {shown.map((one) => (
          <li key={`${one.link.id} ${one.start}`}>
            <button
              type="button"
              className={styles.link}
              onMouseEnter={() => setLookedAt(one)}
              onMouseLeave={() => setLookedAt(null)}
              onFocus={() => setLookedAt(one)}
              onBlur={() => setLookedAt(null)}
              onClick={() => setOpenId(one.link.id)}
            >
              <Line link={one.link} of={mark.entity?.id ?? null} />
            </button>
          </li>
        ))}
      </ul>
      {own.length > shown.length ? (
        <p className={styles.more}>{t('more', { count: own.length - shown.length })}</p>
      ) : null}
      {lookedAt ? <RestsOn range={lookedAt} /> : null}
      <LinkDialog link={own.find(({ link }) => link.id === openId)?.link ?? null} onClose={() => setOpenId(null)} />
    </>
  );
};

/** From the side of whose card it is: whom it begins with is not said again. */
function Line({ link, of }: { readonly link: RelationshipView; readonly of: string | null }) {
  const t = useTranslations('entities.page');
  const { from, how, to, more } = useLinkWords()(link);
  return (
    <>
      <span className={entities.thread} data-support={link.support} aria-hidden="true" />
      <span data-struck={link.support === 'refuted' || undefined}>
        {link.fromId === of ? null : (
          <>
            <bdi>{from}</bdi>{' '}
          </>
        )}
        {how} <bdi>{to}</bdi>
        {more}
      </span>
      <span className={styles.state}>
        <SupportChip support={link.support} />
        {link.wordsMoved ? (
          <Chip tone="warn" icon="!">
            {t('wordsMoved')}
          </Chip>
        ) : null}
      </span>
    </>
  );
}

/** The words under a relationship that is looked at. */
function RestsOn({ range: { link, start, end } }: { readonly range: LinkInText }) {
  const overlay = useMemo(
    () => ({ look: 'linkNow', ranges: [{ id: link.id, start, end, words: '' }] }),
    [link.id, start, end],
  );
  useOverlay(overlay);
  return null;
}
