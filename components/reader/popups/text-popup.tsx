'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MentionArea } from '@/components/margin/mention-area.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { usePopup } from './popup-context.ts';
import { PopupForm } from './popup-form.tsx';

/** Everyone in the case reads it beside these words, or only I do. */
export function NotePopup() {
  const { mark, members } = usePopup();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState('');
  const [hidden, setHidden] = useState(false);
  const save = () => mark('note', { text: text.trim(), ...(hidden ? { visibility: 'private' } : {}) });
  return (
    <PopupForm
      save={t('save')}
      keys="Ctrl+Enter"
      ready={text.trim() !== ''}
      onSave={save}
      hidden={hidden}
      onHidden={setHidden}
    >
      <Field label={t('note.label')} hint={t('note.hint')}>
        {(control) => (
          <MentionArea {...control} rows={3} maxLength={10_000} people={members} value={text} onText={setText} />
        )}
      </Field>
    </PopupForm>
  );
}

/** Stays open until somebody resolves it; can be put to a person. */
export function QuestionPopup() {
  const { mark, members } = usePopup();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState('');
  const [assigneeId, setAssigneeId] = useState('');
  const [hidden, setHidden] = useState(false);
  const save = () =>
    mark('question', {
      text: text.trim(),
      ...(assigneeId ? { assigneeId } : {}),
      ...(hidden ? { visibility: 'private' } : {}),
    });
  return (
    <PopupForm
      save={t('save')}
      keys="Ctrl+Enter"
      ready={text.trim() !== ''}
      onSave={save}
      hidden={hidden}
      onHidden={setHidden}
    >
      <Field label={t('question.label')} hint={t('question.hint')}>
        {(control) => (
          <MentionArea {...control} rows={3} maxLength={10_000} people={members} value={text} onText={setText} />
        )}
      </Field>
      <Field label={t('question.whom')}>
        {(control) => (
          <Select {...control} value={assigneeId} onChange={(event) => setAssigneeId(event.target.value)}>
            <option value="">{t('question.anyone')}</option>
            {members.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </PopupForm>
  );
}
