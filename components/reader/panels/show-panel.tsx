'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/field.tsx';
import { annotationKinds, tagSlug } from '@/lib/annotations/rules.ts';
import { ratingLook } from '@/lib/claims/rules.ts';
import { everything, isEverything } from '../filter.rules.ts';
import styles from '../rail.module.css';
import { useReader, useRoomState } from '../room/room-context.ts';
import { useFilter } from '../room/use-filter.ts';

/** What to show of the marks (ANN-8): highlights and cards together. */
export function ShowPanel() {
  const { annotations, shown, standing } = useReader();
  const t = useTranslations('reader');
  const filter = useRoomState((state) => state.filter);
  const change = useFilter();
  const counted = useMemo(() => {
    const kinds = new Map<string, number>();
    const [authors, tags, ratings] = [new Map<string, string>(), new Map<string, string>(), new Set<string>()];
    let [open, mine] = [0, 0];
    for (const mark of annotations) {
      kinds.set(mark.kind, (kinds.get(mark.kind) ?? 0) + 1);
      authors.set(mark.authorId, mark.author.name);
      for (const { name } of mark.tags) tags.set(tagSlug(name), name);
      if (mark.claim) ratings.add(mark.claim.rating ?? 'none');
      if (mark.status === 'open' && mark.kind === 'question') open += 1;
      if (mark.authorId === standing.me.id) mine += 1;
    }
    return { kinds, authors, tags, ratings, open, mine };
  }, [annotations, standing.me.id]);
  const present = annotationKinds.filter((kind) => counted.kinds.has(kind) || filter.kinds.includes(kind));
  const toggled = (kind: (typeof annotationKinds)[number]) =>
    filter.kinds.includes(kind) ? filter.kinds.filter((one) => one !== kind) : [...filter.kinds, kind];
  const row = (key: string, words: string, pressed: boolean, count: number, next: typeof filter) => (
    <li key={key}>
      <button type="button" aria-pressed={pressed} onClick={() => change(next)}>
        <span>{words}</span>
        <small>{count}</small>
      </button>
    </li>
  );
  return (
    <section aria-labelledby="rail-show">
      <h2 id="rail-show">{t('rail.show')}</h2>
      <ul>
        {row('all', t('filter.all'), isEverything(filter), annotations.length, everything)}
        {present.map((kind) =>
          row(kind, t(`kinds.${kind}`), filter.kinds.includes(kind), counted.kinds.get(kind) ?? 0, {
            ...filter,
            kinds: toggled(kind),
          }),
        )}
        {row('open', t('filter.open'), filter.status === 'open' && filter.kinds.includes('question'), counted.open, {
          ...filter,
          ...(filter.status === 'open' && filter.kinds.includes('question')
            ? { status: null, kinds: [] }
            : { status: 'open', kinds: ['question'] }),
        })}
        {row('mine', t('filter.mine'), filter.mine, counted.mine, { ...filter, mine: !filter.mine })}
      </ul>
      <div className={styles.filters}>
        <Pick
          label={t('filter.by')}
          value={filter.by}
          options={[...counted.authors]}
          onPick={(by) => change({ ...filter, by })}
        />
        <Pick
          label={t('filter.tag')}
          value={filter.tag}
          options={[...counted.tags].map(([slug, name]) => [slug, `#${name}`] as const)}
          onPick={(tag) => change({ ...filter, tag })}
        />
        <Pick
          label={t('filter.status')}
          value={filter.status}
          options={[
            ['open', t('filter.unresolved')],
            ['resolved', t('filter.resolved')],
          ]}
          onPick={(status) => change({ ...filter, status: status === 'open' || status === 'resolved' ? status : null })}
        />
        <Pick
          label={t('filter.rating')}
          value={filter.rating}
          options={[...counted.ratings].map(
            (rating) => [rating, ratingLook(rating)?.words ?? t('filter.unrated')] as const,
          )}
          onPick={(rating) => change({ ...filter, rating })}
        />
      </div>
      {isEverything(filter) ? null : (
        <p className={styles.hidden} role="status">
          {t('filter.hidden', { count: annotations.length - shown.length })}
        </p>
      )}
    </section>
  );
}

function Pick({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly (readonly [string, string])[];
  readonly onPick: (value: string | null) => void;
}) {
  const t = useTranslations('reader.filter');
  if (options.length === 0 && value === null) return null;
  return (
    <label>
      <span>{label}</span>
      <Select value={value ?? ''} onChange={(event) => onPick(event.target.value || null)}>
        <option value="">{t('any')}</option>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </Select>
    </label>
  );
}
