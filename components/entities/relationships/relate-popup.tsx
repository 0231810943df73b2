'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import type { PopupProps } from '@/components/reader/plugins.tsx';
import { PopupForm } from '@/components/reader/popups/popup-form.tsx';
import { usePopup } from '@/components/reader/popups/popup-context.ts';
import { useReader, useRoomState } from '@/components/reader/room/room-context.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { guessLink, linkWords, possibleLinks } from '@/lib/entities/relate.rules.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { NameInText } from './names-in.ts';
import { namesIn } from './names-in.ts';
import styles from './relate.module.css';
import { CarriedBy, isDateFine, KindField, SpanFields } from './relate-fields.tsx';
import { useEdgeWords } from '../use-labels.ts';

/** Two names of a sentence and what links them (ENT-10): the words are kept, the claims in them carry it. */
export function RelatePopup({ range }: PopupProps) {
  const { annotations, marks, version } = useReader();
  const activeId = useRoomState((state) => state.activeId);
  const [names] = useState(() => namesIn(annotations, marks, range));
  const first = names.find(({ annotationId }) => annotationId === activeId) ?? names[0];
  // The one that stands nearest: mostly what the sentence is about.
  const second = names
    .filter((one) => one !== first)
    .sort((a, b) => Math.abs(a.start - (first?.start ?? 0)) - Math.abs(b.start - (first?.start ?? 0)))[0];
  if (!first || !second) return null;
  const ordered = first.start < second.start ? { first, second } : { first: second, second: first };
  return <RelateForm names={names} {...ordered} range={range} sentence={version.text.slice(range.start, range.end)} />;
}

interface FormProps {
  readonly names: readonly NameInText[];
  readonly first: NameInText;
  readonly second: NameInText;
  readonly range: PopupProps['range'];
  readonly sentence: string;
}

function RelateForm({ names, first, second, range, sentence }: FormProps) {
  const { investigation, leave } = usePopup();
  const { annotations, marks, source, version } = useReader();
  const t = useTranslations('entities.relate');
  const common = useTranslations('entities');
  const wordsOf = useEdgeWords();
  const toast = useToast();
  const [guess] = useState(() => guessLink(sentence, first.schema, second.schema));
  const [schema, setSchema] = useState(guess.schema);
  const [ends, setEnds] = useState(guess.swapped ? { from: second, to: first } : { from: first, to: second });
  const [role, setRole] = useState('');
  const [since, setSince] = useState('');
  const [until, setUntil] = useState('');
  const inSentence = new Set(
    marks
      .filter((mark) => mark.kind === 'claim' && mark.start < range.end && range.start < mark.end)
      .map(({ id }) => id),
  );
  const claims = annotations.flatMap(({ id, claim }) => (inSentence.has(id) && claim ? [claim] : []));
  const carrying = claims.filter((claim, at) => claims.findIndex(({ id }) => id === claim.id) === at);
  const [without, setWithout] = useState<readonly string[]>([]);

  const possible = possibleLinks(ends.from.schema, ends.to.schema);
  const change = (from: NameInText, to: NameInText, wanted = schema) => {
    const fits = possibleLinks(from.schema, to.schema);
    const kept = fits.find((one) => one.schema === wanted) ?? guessLink(sentence, from.schema, to.schema);
    setSchema(kept.schema);
    setEnds(kept.swapped ? { from: to, to: from } : { from, to });
  };
  const nameOf = (id: string): NameInText => names.find(({ entityId }) => entityId === id) ?? first;
  const pick = (end: 'from' | 'to', id: string) => {
    const next = { ...ends, [end]: nameOf(id) };
    // Whoever is chosen for one end leaves the other to whom they push away.
    if (next.from === next.to) next[end === 'from' ? 'to' : 'from'] = ends[end];
    change(next.from, next.to);
  };

  const ready = isDateFine(since) && isDateFine(until);
  const draw = () => {
    const id = newId();
    const carriedBy = carrying.map((claim) => claim.id).filter((claim) => !without.includes(claim));
    leave();
    void sendCommand('relationship.create', {
      id,
      investigationId: investigation.id,
      schema,
      fromId: ends.from.entityId,
      toId: ends.to.entityId,
      role,
      ...(since.trim() ? { startDate: since } : {}),
      ...(until.trim() ? { endDate: until } : {}),
      claimIds: carriedBy,
      quote: {
        fromAnnotationId: ends.from.annotationId,
        toAnnotationId: ends.to.annotationId,
        sourceId: source.id,
        version: version.number,
        ...range,
      },
    }).then((result) => {
      if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
      else
        toast({
          text: t('drawn', { from: ends.from.name, words: wordsOf(linkWords(schema)), to: ends.to.name }),
          action: {
            label: common('undo'),
            run: () => void sendCommand('relationship.remove', { relationshipId: id }),
          },
        });
    });
  };

  return (
    <PopupForm save={t('draw')} keys="Ctrl+Enter" ready={ready} onSave={draw}>
      <p className={styles.sentence} dir="auto">
        {sentence}
      </p>
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className={end === 'from' ? styles.from : styles.to}>
          <Field label={t(end)}>
            {(control) => (
              <Select {...control} value={ends[end].entityId} onChange={(event) => pick(end, event.target.value)}>
                {names.map((name) => (
                  <option key={name.entityId} value={name.entityId}>
                    {name.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {end === 'from' ? (
            <KindField schema={schema} possible={possible} onSchema={(wanted) => change(ends.from, ends.to, wanted)} />
          ) : null}
        </div>
      ))}
      <TextField label={t('role')} hint={t('roleHint')} maxLength={200} value={role} onValue={setRole} />
      <SpanFields since={since} until={until} onSince={setSince} onUntil={setUntil} />
      {carrying.length > 0 ? (
        <CarriedBy
          legend={t('carriedBy')}
          claims={carrying}
          isChosen={(id) => !without.includes(id)}
          onChoose={(id, chosen) => setWithout(chosen ? without.filter((one) => one !== id) : [...without, id])}
        />
      ) : (
        <p className={styles.note}>{t('noClaim')}</p>
      )}
      <Button variant="quiet" onClick={() => change(ends.to, ends.from)}>
        {t('swap')}
      </Button>
    </PopupForm>
  );
}
