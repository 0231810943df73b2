'use client';

import { useTranslations } from 'use-intl';
import { useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { selectedRanges } from '@/components/reader/room/room-store.ts';
import { useToast } from '@/components/ui/toast.tsx';
import { sentenceAt } from '@/lib/anchors/segment.rules.ts';
import { namesIn } from './names-in.ts';

/** The act that draws a relationship in the text (ENT-6, ENT-10): it takes the sentence of the selection, or of a name. */
export function RelateAct() {
  const { mayMark } = useReader();
  return mayMark ? <Relating /> : null;
}

function Relating() {
  const { annotations, marks, store, version, say } = useReader();
  const t = useTranslations('entities.relate');
  const toast = useToast();
  useActs({
    relate: () => {
      const state = store.getState();
      const [range] = selectedRanges(state);
      const active = marks.find(({ id, kind }) => id === state.activeId && kind === 'entity');
      const place = range ?? active;
      if (!place) return false;
      // From the sentence in which it begins to that in which it ends: a selection may take in two.
      const sentence = {
        start: Math.min(place.start, sentenceAt(version.text, place.start)?.start ?? place.start),
        end: Math.max(place.end, sentenceAt(version.text, Math.max(place.start, place.end - 1))?.end ?? place.end),
      };
      if (namesIn(annotations, marks, sentence).length < 2) {
        toast({ text: t('needsTwo') });
        say(t('needsTwo'));
        return true;
      }
      store.setState({ selection: sentence, extra: [], popup: 'relate' });
      return true;
    },
  });
  return null;
}
