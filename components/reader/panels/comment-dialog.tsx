'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { sendCommand } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import { commentMarks } from '@/lib/sources/comments.rules.ts';
import type { commentsView } from '@/lib/sources/schema.ts';
import styles from '../rail.module.css';

export type CommentFacts = z.infer<typeof commentsView>['items'][number];

/** Says who wrote a reader comment, what it answers and what it is worth; a lead also whether the name may go out. */
export function CommentDialog({
  sourceId,
  facts,
  labels,
  mayConsent,
  onClose,
}: {
  readonly sourceId: string;
  readonly facts: CommentFacts;
  readonly labels: readonly string[];
  readonly mayConsent: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('reader.comments');
  const [author, setAuthor] = useState(facts.author ?? '');
  const [replyTo, setReplyTo] = useState(facts.replyTo ?? '');
  const [mark, setMark] = useState<CommentFacts['mark']>(facts.mark);
  const [consent, setConsent] = useState(facts.consentAt !== null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = author.trim() || null;
  const renamed = name !== facts.author;

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const { label } = facts;
    // Only what was changed: a colleague may be describing the same comment.
    const changes = {
      ...(renamed ? { author: name } : {}),
      ...((replyTo || null) === facts.replyTo ? {} : { replyTo: replyTo || null }),
      ...(mark === facts.mark ? {} : { mark }),
    };
    const steps = [
      ...(Object.keys(changes).length > 0 ? [['comment.update', { sourceId, label, ...changes }] as const] : []),
      // Another name has taken the consent back.
      ...(mayConsent && name && consent !== (!renamed && facts.consentAt !== null)
        ? [['comment.consent', { sourceId, label, consent }] as const]
        : []),
    ];
    for (const [command, input] of steps) {
      const result = await sendCommand(command, input);
      if (result.ok) continue;
      setBusy(false);
      setProblem(result.error.detail);
      return;
    }
    onClose();
  }

  return (
    <Dialog open onClose={onClose} title={t('title', { label: facts.label })}>
      <form onSubmit={submit} className={styles.commentForm} noValidate>
        <Field label={t('author')} hint={t('authorHint')} error={problem}>
          {(control) => (
            <TextInput
              {...control}
              value={author}
              maxLength={200}
              onChange={(event) => {
                setAuthor(event.target.value);
                setConsent(false);
              }}
            />
          )}
        </Field>
        <Field label={t('replyTo')}>
          {(control) => (
            <Select {...control} value={replyTo} onChange={(event) => setReplyTo(event.target.value)}>
              <option value="">{t('nothing')}</option>
              {labels
                .filter((label) => label !== facts.label)
                .map((label) => (
                  <option key={label}>{label}</option>
                ))}
            </Select>
          )}
        </Field>
        <Field label={t('mark')}>
          {(control) => (
            <Select
              {...control}
              value={mark ?? ''}
              onChange={(event) => setMark(commentMarks.find((one) => one === event.target.value) ?? null)}
            >
              <option value="">{t('unmarked')}</option>
              {commentMarks.map((one) => (
                <option key={one} value={one}>
                  {t(`marks.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {mayConsent ? (
          <Field label={t('consent')} hint={t('consentHint')}>
            {(control) => (
              <input
                {...control}
                type="checkbox"
                checked={consent && name !== null}
                disabled={name === null}
                onChange={(event) => setConsent(event.target.checked)}
              />
            )}
          </Field>
        ) : null}
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
