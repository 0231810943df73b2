'use client';

import { useId, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { tagTone } from '@/components/margin/look.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { TagColor } from '@/lib/annotations/rules.ts';
import { tagSlug } from '@/lib/annotations/rules.ts';
import { vocabularyPage } from '@/lib/annotations/vocabulary.schema.ts';
import styles from './popup.module.css';
import { usePopup } from './popup-context.ts';
import { PopupForm } from './popup-form.tsx';

/** How many of the case's tags are offered at once, the most used first; as many of the house's besides. */
const OFFERED = 12;

/** Tags, by name; what the case's marks carry is offered with its colour, and what the house has agreed on. */
export function TagPopup() {
  const { annotations, investigation, mark, paint: beginPainting } = usePopup();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState('');
  const [hidden, setHidden] = useState(false);
  const [paint, setPaint] = useState(false);
  const list = useId();
  const known = useMemo(() => {
    const uses = new Map<string, { tag: (typeof annotations)[number]['tags'][number]; count: number }>();
    for (const one of annotations)
      for (const tag of one.tags) uses.set(tag.id, { tag, count: (uses.get(tag.id)?.count ?? 0) + 1 });
    return [...uses.values()].sort((a, b) => b.count - a.count).map(({ tag }) => tag);
  }, [annotations]);
  const { data: vocabulary } = useApi('/tags/vocabulary', vocabularyPage);
  const agreed = (vocabulary?.items ?? []).filter(
    (tag) => !tag.retired && !known.some((other) => tagSlug(other.name) === tagSlug(tag.name)),
  );
  const tags = [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.replace(/^\s*#/u, '').trim())
        .filter((tag) => tagSlug(tag) !== ''),
    ),
  ];
  const toggle = (name: string) => {
    const without = tags.filter((tag) => tagSlug(tag) !== tagSlug(name));
    setText((without.length === tags.length ? [...tags, name] : without).join(', '));
  };
  const save = () => {
    mark('tag', { tags, ...(hidden ? { visibility: 'private' } : {}) });
    if (paint) beginPainting?.(tags);
  };
  return (
    <PopupForm
      save={t('tag.save')}
      keys="Enter"
      ready={tags.length > 0}
      onSave={save}
      hidden={hidden}
      onHidden={setHidden}
    >
      <TextField
        label={t('tag.label')}
        hint={t(investigation.policy.freeTags ? 'tag.hint' : 'tag.hintAgreed')}
        dir="auto"
        list={list}
        autoComplete="off"
        maxLength={300}
        value={text}
        onValue={setText}
      />
      <datalist id={list}>
        {[...known, ...agreed].map((tag) => (
          <option key={tag.id} value={tag.name} />
        ))}
      </datalist>
      <Offered label={t('tag.known')} offered={known} chosen={tags} onToggle={toggle} />
      <Offered label={t('tag.agreed')} offered={agreed} chosen={tags} onToggle={toggle} />
      {beginPainting ? (
        <label className={styles.check}>
          <input type="checkbox" checked={paint} onChange={(event) => setPaint(event.target.checked)} />
          {t('tag.paint')}
        </label>
      ) : null}
    </PopupForm>
  );
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly color: TagColor;
  readonly description?: string;
}

/** Tags to choose with one press; the others are completed while one writes. */
function Offered({
  label,
  offered,
  chosen,
  onToggle,
}: {
  readonly label: string;
  readonly offered: readonly Known[];
  readonly chosen: readonly string[];
  readonly onToggle: (name: string) => void;
}) {
  const id = useId();
  if (offered.length === 0) return null;
  return (
    <div>
      <p className={styles.hint} id={id}>
        {label}
      </p>
      <div className={styles.tags} role="group" aria-labelledby={id}>
        {offered.slice(0, OFFERED).map((tag) => (
          <button
            key={tag.id}
            type="button"
            title={tag.description}
            aria-pressed={chosen.some((one) => tagSlug(one) === tagSlug(tag.name))}
            onClick={() => onToggle(tag.name)}
          >
            <Chip tone={tagTone(tag.color)} icon="#">
              {tag.name}
            </Chip>
          </button>
        ))}
      </div>
    </div>
  );
}
