'use client';

import { useTranslations } from 'use-intl';
import { useReader } from '@/components/reader/room/room-context.ts';
import { offerOf, offers, showOffers, useShownOffers } from './use-shown.ts';
import { useSuggestions } from './use-suggestions.ts';

/** In the rail: how many suggestions of each sort wait, and which sorts are shown on the text. */
export function SuggestionsPanel() {
  const { mayMark } = useReader();
  const shown = useShownOffers();
  const items = useSuggestions();
  const t = useTranslations('suggestions');
  if (!mayMark) return null;
  return (
    <section aria-labelledby="rail-suggestions">
      <h2 id="rail-suggestions">{t('panel')}</h2>
      <ul>
        {offers.map((offer) => (
          <li key={offer}>
            <button
              type="button"
              aria-pressed={shown.has(offer)}
              onClick={() => showOffers(offers.filter((one) => shown.has(one) !== (one === offer)))}
            >
              <span>{t(`offers.${offer}`)}</span>
              <small>{items.filter((item) => offerOf(item) === offer).length}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
