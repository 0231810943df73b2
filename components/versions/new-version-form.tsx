'use client';

import { useRouter } from 'next/navigation';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import type { SourceView } from '@/lib/sources/schema.ts';
import { pastedText } from '@/lib/sources/schema.ts';
import styles from './versions.module.css';

/** The corrected article, pasted whole: it becomes the next version at once, and its report opens. */
export function NewVersionForm({ source, latest }: { readonly source: SourceView; readonly latest: number }) {
  const t = useTranslations('versions');
  const router = useRouter();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const number = latest + 1;

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const checked = pastedText.safeParse(text);
    if (!checked.success) {
      setProblem(checked.error.issues[0]?.message ?? null);
      return;
    }
    setBusy(true);
    setProblem(null);
    const result = await sendCommand('version.add', { sourceId: source.id, kind: 'text', text, after: latest });
    setBusy(false);
    if (result.ok) router.push(`/sources/${source.id}/changes?v=${number}`);
    else setProblem(result.error.detail);
  }

  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <h1>{t('newTitle', { title: source.title })}</h1>
      <p>{t('newIntro', { number, latest })}</p>
      <Field label={t('newText')} hint={t('newTextHint')} error={problem}>
        {(control) => (
          <TextArea
            {...control}
            name="text"
            rows={20}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            required
          />
        )}
      </Field>
      <div className={styles.acts}>
        <Button variant="primary" type="submit" busy={busy}>
          {t('newSubmit', { number })}
        </Button>
        <LinkButton variant="quiet" href={`/sources/${source.id}`}>
          {t('cancel')}
        </LinkButton>
      </div>
    </form>
  );
}
