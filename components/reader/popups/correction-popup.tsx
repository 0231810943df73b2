'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { WordDiff } from '@/components/margin/word-diff.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import type { PopupProps } from '../plugins.tsx';
import { usePopup } from './popup-context.ts';
import { PopupForm } from './popup-form.tsx';

/** Other words for these (ANN-1): what changes shows while one writes. The sealed text itself stays. */
export function CorrectionPopup({ words }: PopupProps) {
  const { mark } = usePopup();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState(words);
  const [hidden, setHidden] = useState(false);
  const changed = text.trim() !== '' && text.trim() !== words.trim();
  return (
    <PopupForm
      save={t('correction.save')}
      keys="Ctrl+Enter"
      ready={changed}
      onSave={() => mark('correction', { text: text.trim(), ...(hidden ? { visibility: 'private' } : {}) })}
      hidden={hidden}
      onHidden={setHidden}
    >
      <Field label={t('correction.label')} hint={t('correction.hint')}>
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            rows={3}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {changed ? <WordDiff before={words} after={text.trim()} /> : null}
    </PopupForm>
  );
}
