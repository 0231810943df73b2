'use client';

import { useRouter } from 'next/navigation';
import type { ClipboardEvent, DragEvent, KeyboardEvent, SyntheticEvent } from 'react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import { parseBlocks, titleFrom } from '@/lib/sources/blocks.rules.ts';
import { intakeInput, MAX_TITLE, pastedText } from '@/lib/sources/schema.ts';
import { Bookmarklet, useSentPage } from './bookmarklet.tsx';
import { contentOf, dropCarried, lookAtCarried } from './clipboard.ts';
import { FILES } from './files.rules.ts';
import drawn from './intake.module.css';
import { IntakeWorks } from './intake-works.tsx';
import { PartsPreview } from './parts-preview.tsx';
import styles from './sources.module.css';
import { useIntakes } from './use-intakes.ts';

/** After this the form says that it waits for the connection, instead of only being busy. */
const SLOW_MS = 4000;
/** As far as the preview goes; the server reads all of it. */
const PREVIEWED = 200_000;

type Errors = Readonly<Record<string, string>>;
/** Formatting that came with a paste: good while the text is still that paste. */
interface Formatted {
  readonly html: string;
  readonly text: string;
}

/** Paste to parts: a messy paste, an address or files on one side, what was recognised on the other. */
export function IntakeForm({
  investigationId,
  caseTitle,
}: {
  readonly investigationId: string;
  readonly caseTitle: string;
}) {
  const t = useTranslations('sources.intake');
  const router = useRouter();
  // Handed over by the page on which it was pasted or dropped.
  const [carried] = useState(lookAtCarried);
  const [text, setText] = useState(carried?.text ?? '');
  const [formatted, setFormatted] = useState<Formatted | null>(
    carried?.html ? { html: carried.html, text: carried.text } : null,
  );
  const [useFormatting, setUseFormatting] = useState(true);
  const [title, setTitle] = useState('');
  const [outlet, setOutlet] = useState('');
  const [url, setUrl] = useState('');
  const [archiveUrl, setArchiveUrl] = useState('');
  const [keepPage, setKeepPage] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [over, setOver] = useState(false);
  const [slow, setSlow] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const { intakes, begin, ...acts } = useIntakes(investigationId, (id, alone) => {
    if (alone) router.push(`/sources/${id}/draft`);
  });
  const pasted = useDeferredValue(text);
  const readable = useMemo(() => pastedText.safeParse(pasted), [pasted]);
  const parts = useMemo(() => (readable.success ? parseBlocks(readable.data.slice(0, PREVIEWED)) : []), [readable]);
  const guessed = useMemo(() => titleFrom(parts, MAX_TITLE), [parts]);
  // An empty field is not yet a mistake; anything else that cannot be read is said while it can still be seen.
  const unreadable = pasted !== '' && !readable.success ? (readable.error.issues[0]?.message ?? null) : null;
  const page = formatted !== null && formatted.text === '' ? formatted : null;
  const rich = formatted !== null && page === null && text.trim() === formatted.text.trim();
  const fetched = page === null && text.trim() === '' && url.trim() !== '';
  const sending = intakes.some(({ standing }) => standing.t === 'sending');

  useSentPage((sent) => {
    setFormatted({ html: sent.html, text: '' });
    setUrl(sent.url);
  });

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    dropCarried();
    for (const file of carried?.files ?? []) begin(file.name, { t: 'file', file });
  });

  useEffect(() => {
    if (!sending) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [sending]);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (sending) return;
    const address = url.trim();
    const what = page
      ? { kind: 'html', html: page.html }
      : fetched
        ? { kind: 'url', keepPage }
        : rich && useFormatting
          ? { kind: 'html', html: formatted.html }
          : { kind: 'text', text };
    const given = {
      ...what,
      ...(title.trim() ? { title } : {}),
      ...(outlet.trim() ? { outlet } : {}),
      ...(address ? { url: address } : {}),
      ...(archiveUrl.trim() ? { archiveUrl: archiveUrl.trim() } : {}),
    };
    const checked = intakeInput.safeParse({ ...given, investigationId });
    if (!checked.success) {
      const issues = checked.error.issues.map((issue) => [issue.path.join('.'), issue.message] as const);
      setErrors(Object.fromEntries([...issues].reverse()));
      form.current?.querySelector<HTMLElement>(`[name="${issues[0]?.[0] ?? 'text'}"]`)?.focus();
      return;
    }
    setErrors({});
    begin(title.trim() || (text.trim() === '' ? address : guessed) || address, { t: 'command', input: given });
  }

  function bringFiles(chosen: Iterable<File>) {
    for (const file of chosen) begin(file.name, { t: 'file', file });
  }

  function onPaste(event: ClipboardEvent) {
    const content = contentOf(event.clipboardData);
    if (!content) return;
    if (content.files.length > 0 && content.text.trim() === '') {
      event.preventDefault();
      bringFiles(content.files);
    } else if (content.html) setFormatted({ html: content.html, text: content.text });
  }

  function onDrop(event: DragEvent) {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    bringFiles(event.dataTransfer.files);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  }

  return (
    // Ctrl+Enter submits from every field, and the button does the same; files may be dropped, and chosen with a button.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(event.dataTransfer.types.includes('Files'));
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={`${styles.intake} ${over ? drawn.over : ''}`}
      noValidate
    >
      <IntakeWorks intakes={intakes} {...acts} />
      <div className={styles.given}>
        {page ? <p role="status">{t('page', { url })}</p> : null}
        <Field label={t('text')} hint={t('textHint')} error={errors['text'] ?? unreadable}>
          {(control) => (
            <TextArea
              {...control}
              name="text"
              className={styles.paste}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onPaste={onPaste}
              rows={18}
              spellCheck={false}
            />
          )}
        </Field>
        {rich ? (
          <label className={drawn.check}>
            <input
              type="checkbox"
              checked={useFormatting}
              onChange={(event) => setUseFormatting(event.target.checked)}
            />
            {t('formatting')}
          </label>
        ) : null}
        <div className={drawn.files}>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            accept={FILES}
            aria-label={t('choose')}
            onChange={(event) => {
              bringFiles(event.target.files ?? []);
              event.target.value = '';
            }}
          />
          <p>{over ? t('drop') : t('orFiles')}</p>
          <Button onClick={() => files.current?.click()}>{t('choose')}</Button>
        </div>
        <TextField
          label={t('address')}
          hint={t('addressHint')}
          error={errors['url']}
          name="url"
          type="url"
          inputMode="url"
          value={url}
          maxLength={2000}
          placeholder="https://"
          onValue={setUrl}
        />
        {fetched ? (
          <label className={drawn.check}>
            <input type="checkbox" checked={keepPage} onChange={(event) => setKeepPage(event.target.checked)} />
            {t('keepPage')}
          </label>
        ) : null}
        <TextField
          label={t('title')}
          hint={title ? undefined : t('titleHint')}
          error={errors['title']}
          name="title"
          value={title}
          placeholder={guessed}
          maxLength={MAX_TITLE}
          onValue={setTitle}
        />
        <div className={styles.pair}>
          <TextField
            label={t('outlet')}
            error={errors['outlet']}
            name="outlet"
            value={outlet}
            maxLength={200}
            onValue={setOutlet}
          />
          <TextField
            label={t('archive')}
            hint={t('archiveHint')}
            error={errors['archiveUrl']}
            name="archiveUrl"
            type="url"
            inputMode="url"
            value={archiveUrl}
            maxLength={2000}
            placeholder="https://web.archive.org/"
            onValue={setArchiveUrl}
          />
        </div>
        <p className={styles.problem} role="alert" hidden={!errors['form']}>
          {errors['form']}
        </p>
        <p className={styles.counts} role="status">
          {slow ? t('waiting') : ''}
        </p>
        <div className={styles.acts}>
          <Button variant="primary" type="submit" busy={sending} keys="Ctrl+Enter">
            {t('submit')}
          </Button>
          <LinkButton variant="quiet" href={`/investigations/${investigationId}`}>
            {t('cancel')}
          </LinkButton>
        </div>
      </div>
      <section className={styles.preview} aria-labelledby="recognised">
        <h2 id="recognised">{t('recognised')}</h2>
        <PartsPreview parts={parts} />
        {parts.length > 0 ? <p className={styles.note}>{t('guesses')}</p> : null}
        <Bookmarklet investigationId={investigationId} title={caseTitle} />
      </section>
    </form>
  );
}
