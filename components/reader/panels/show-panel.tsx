'use client';

import { filters } from '../filter.rules.ts';
import { useTranslations } from 'use-intl';
import { useReader, useRoomState } from '../room/room-context.ts';
import { useFilter } from '../room/use-filter.ts';

/** What to show of the marks. */
export function ShowPanel() {
  const { annotations } = useReader();
  const filter = useRoomState((state) => state.filter);
  const change = useFilter();
  const t = useTranslations('reader');
  return (
    <section aria-labelledby="rail-show">
      <h2 id="rail-show">{t('rail.show')}</h2>
      <ul>
        {filters.map(({ key, takes }) => (
          <li key={key}>
            <button type="button" aria-pressed={filter === key} onClick={() => change(key)}>
              <span>{t(`filter.${key}`)}</span>
              <small>{annotations.filter(takes).length}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
