'use client';

import { useRouter } from 'next/navigation';
import type { ClipboardEvent, DragEvent, KeyboardEvent, SyntheticEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { contentOf } from '@/components/sources/clipboard.ts';
import { FILES } from '@/components/sources/files.rules.ts';
import { JobProgress } from '@/components/sources/job-progress.tsx';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import type { SourceView } from '@/lib/sources/schema.ts';
import { pastedText, webAddress } from '@/lib/sources/schema.ts';
import { useCorrection } from './use-correction.ts';
import styles from './versions.module.css';

/** The corrected article, fetched again, pasted or as a file: it becomes the next version, and its report opens. */
export function NewVersionForm({ source, latest }: { readonly source: SourceView; readonly latest: number }) {
  const t = useTranslations('versions');
  const router = useRouter();
  const [url, setUrl] = useState(source.url ?? source.raw.finalUrl ?? '');
  const [keepPage, setKeepPage] = useState(false);
  const [text, setText] = useState('');
  // Formatting that came with a paste: good while the text is still that paste.
  const [formatted, setFormatted] = useState<{ readonly html: string; readonly text: string } | null>(null);
  const [problem, setProblem] = useState<Readonly<{ text?: string; url?: string }>>({});
  const files = useRef<HTMLInputElement>(null);
  const number = latest + 1;
  const { standing, give, giveFile } = useCorrection(source.id, latest, (made) =>
    router.push(`/sources/${source.id}/changes?v=${made}`),
  );
  const busy = standing.t === 'sending' || standing.t === 'working';

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (busy) return;
    const checked = pastedText.safeParse(text);
    setProblem(checked.success ? {} : { text: checked.error.issues[0]?.message ?? '' });
    if (!checked.success) return;
    const rich = formatted !== null && formatted.text.trim() === text.trim();
    void give(rich ? { kind: 'html', html: formatted.html } : { kind: 'text', text });
  }

  function fetchIt() {
    const checked = webAddress.safeParse(url.trim());
    setProblem(checked.success ? {} : { url: checked.error.issues[0]?.message ?? '' });
    if (checked.success) void give({ kind: 'url', url: checked.data, keepPage });
  }

  function bring(file: File | undefined) {
    if (file && !busy) void giveFile(file);
  }

  function onPaste(event: ClipboardEvent) {
    const content = contentOf(event.clipboardData);
    if (content?.html) setFormatted({ html: content.html, text: content.text });
  }

  function onDrop(event: DragEvent) {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    bring(event.dataTransfer.files[0]);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  }

  return (
    // Ctrl+Enter submits from every field, and the button does the same; a file may be dropped, and chosen with a button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      className={styles.form}
      noValidate
    >
      <h1>{t('newTitle', { title: source.title })}</h1>
      <p>{t('newIntro', { number, latest })}</p>
      <div className={styles.fetching}>
        <TextField
          label={t('newAddress')}
          hint={t('newAddressHint')}
          error={problem.url}
          name="url"
          type="url"
          inputMode="url"
          value={url}
          maxLength={2000}
          placeholder="https://"
          onValue={setUrl}
        />
        <Button disabled={busy} onClick={fetchIt}>
          {t('newFetch')}
        </Button>
        <label className={styles.keep}>
          <input type="checkbox" checked={keepPage} onChange={(event) => setKeepPage(event.target.checked)} />
          {t('newKeep')}
        </label>
      </div>
      <Field label={t('newText')} hint={t('newTextHint')} error={problem.text}>
        {(control) => (
          <TextArea
            {...control}
            name="text"
            rows={20}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
            onPaste={onPaste}
            required
          />
        )}
      </Field>
      <input
        ref={files}
        type="file"
        hidden
        accept={FILES}
        aria-label={t('newFile')}
        onChange={(event) => {
          bring(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className={styles.acts}>
        <Button variant="primary" type="submit" busy={busy} keys="Ctrl+Enter">
          {t('newSubmit', { number })}
        </Button>
        <Button disabled={busy} onClick={() => files.current?.click()}>
          {t('newFile')}
        </Button>
        <LinkButton variant="quiet" href={`/sources/${source.id}`}>
          {t('cancel')}
        </LinkButton>
      </div>
      <div className={styles.standing}>
        {standing.t === 'working' ? <JobProgress job={standing.job} name={source.title} /> : null}
        {standing.t === 'cancelled' ? <p role="status">{t('newStopped')}</p> : null}
        {standing.t === 'refused' ? (
          <p role="alert" className={styles.problem}>
            {standing.why || t('newFailed')}
          </p>
        ) : null}
      </div>
    </form>
  );
}
