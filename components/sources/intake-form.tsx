'use client';

import { useRouter } from 'next/navigation';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Field, TextArea, TextInput } from '@/components/ui/field.tsx';
import { newId } from '@/lib/platform/ids.ts';
import { parseBlocks, titleFrom } from '@/lib/sources/blocks.rules.ts';
import { intakeInput, MAX_TITLE, pastedText } from '@/lib/sources/schema.ts';
import { PartsPreview } from './parts-preview.tsx';
import styles from './sources.module.css';

/** After this the form says that it waits for the connection, instead of only being busy. */
const SLOW_MS = 4000;

type Errors = Readonly<Record<string, string>>;

/** Paste to parts: a messy paste on one side, what it was recognised as on the other. */
export function IntakeForm({ investigationId }: { readonly investigationId: string }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [title, setTitle] = useState('');
  const [outlet, setOutlet] = useState('');
  const [url, setUrl] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'writing' | 'sending' | 'waiting'>('writing');
  const form = useRef<HTMLFormElement>(null);
  const pasted = useDeferredValue(text);
  const readable = useMemo(() => pastedText.safeParse(pasted), [pasted]);
  const parts = useMemo(() => (readable.success ? parseBlocks(readable.data) : []), [readable]);
  const guessed = useMemo(() => titleFrom(parts, MAX_TITLE), [parts]);
  // An empty field is not yet a mistake; anything else that cannot be read is said while it can still be seen.
  const unreadable = pasted !== '' && !readable.success ? (readable.error.issues[0]?.message ?? null) : null;

  useEffect(() => {
    if (state !== 'sending') return;
    const timer = setTimeout(() => setState('waiting'), SLOW_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (state !== 'writing') return;
    const given = {
      id: newId(),
      investigationId,
      kind: 'text',
      text,
      ...(title.trim() ? { title } : {}),
      ...(outlet.trim() ? { outlet } : {}),
      ...(url.trim() ? { url: url.trim() } : {}),
    };
    const checked = intakeInput.safeParse(given);
    if (!checked.success) {
      const issues = checked.error.issues.map((issue) => [issue.path.join('.'), issue.message] as const);
      setErrors(Object.fromEntries([...issues].reverse()));
      form.current?.querySelector<HTMLElement>(`[name="${issues[0]?.[0] ?? 'text'}"]`)?.focus();
      return;
    }
    setErrors({});
    setState('sending');
    const result = await sendCommand('source.intake', given);
    if (result.ok) {
      router.push(`/sources/${given.id}/draft`);
      return;
    }
    setState('writing');
    const fields = Object.fromEntries((result.error.fields ?? []).map(({ path, message }) => [path, message]));
    setErrors({ ...fields, form: result.error.detail });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
  }

  return (
    // Ctrl+Enter submits from every field; the button does the same.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={form} onSubmit={submit} onKeyDown={onKeyDown} className={styles.intake} noValidate>
      <div className={styles.given}>
        <Field
          label="Text of the source"
          hint="Paste it as it is: date lines, captions, comments and all. It is kept exactly as pasted, whatever you change later."
          error={errors['text'] ?? unreadable}
        >
          {(control) => (
            <TextArea
              {...control}
              name="text"
              className={styles.paste}
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={18}
              spellCheck={false}
              required
            />
          )}
        </Field>
        <Field label="Title" hint={title ? undefined : 'Left empty, the headline is taken.'} error={errors['title']}>
          {(control) => (
            <TextInput
              {...control}
              name="title"
              value={title}
              placeholder={guessed}
              maxLength={MAX_TITLE}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.pair}>
          <Field label="Outlet (optional)" error={errors['outlet']}>
            {(control) => (
              <TextInput
                {...control}
                name="outlet"
                value={outlet}
                maxLength={200}
                onChange={(event) => setOutlet(event.target.value)}
              />
            )}
          </Field>
          <Field label="Address (optional)" error={errors['url']}>
            {(control) => (
              <TextInput
                {...control}
                name="url"
                type="url"
                inputMode="url"
                value={url}
                maxLength={2000}
                placeholder="https://"
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </div>
        <p className={styles.problem} role="alert" hidden={!errors['form']}>
          {errors['form']}
        </p>
        <p className={styles.counts} role="status">
          {state === 'waiting'
            ? 'The server has not answered yet. Your paste is kept in this browser and sent as soon as it does.'
            : ''}
        </p>
        <div className={styles.acts}>
          <Button variant="primary" type="submit" busy={state !== 'writing'} keys="Ctrl+Enter">
            Bring it in
          </Button>
          <LinkButton variant="quiet" href={`/investigations/${investigationId}`}>
            Cancel
          </LinkButton>
        </div>
      </div>
      <section className={styles.preview} aria-labelledby="recognised">
        <h2 id="recognised">Recognised parts</h2>
        <PartsPreview parts={parts} />
        {parts.length > 0 ? (
          <p className={styles.note}>
            These are guesses. In the draft, which comes next, you correct them with two keys.
          </p>
        ) : null}
      </section>
    </form>
  );
}
