'use client';

import { useTranslations } from 'use-intl';
import { useReader } from '@/components/reader/room/room-context.ts';
import { showSuggestions, useSuggestionsShown } from './use-shown.ts';
import { useSuggestions } from './use-suggestions.ts';

/** In the rail: whether suggestions are shown, and how many wait. */
export function SuggestionsPanel() {
  const { mayMark } = useReader();
  const shown = useSuggestionsShown();
  const items = useSuggestions(shown && mayMark);
  const t = useTranslations('suggestions');
  if (!mayMark) return null;
  return (
    <section aria-labelledby="rail-suggestions">
      <h2 id="rail-suggestions">{t('panel')}</h2>
      <ul>
        <li>
          <button type="button" aria-pressed={shown} onClick={() => showSuggestions(!shown)}>
            <span>{shown ? t('off') : t('on')}</span>
            {shown ? <small>{items.length}</small> : null}
          </button>
        </li>
      </ul>
    </section>
  );
}
