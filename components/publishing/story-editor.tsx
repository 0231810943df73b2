'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FindClaim } from '@/components/claims/find-claim.tsx';
import { useClaimAct } from '@/components/claims/use-claim-act.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Field, TextArea, TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { StoryView } from '@/lib/publishing/schema.ts';
import { storyView } from '@/lib/publishing/schema.ts';
import styles from './story-editor.module.css';
import { StoryClaims } from './story-claims.tsx';

interface StoryEditorProps {
  readonly initial: StoryView;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly mayWrite: boolean;
}

/** Words, claims and their order; preview before, publish, take down, and undo after. */
export function StoryEditor({ initial, caseTitle, confidential, mayWrite }: StoryEditorProps) {
  const t = useTranslations('publishing.stories');
  const claims = useTranslations('claims.common');
  const toast = useToast();
  const { data: story = initial, refetch } = useApi(`/stories/${initial.id}`, storyView, { initialData: initial });
  useEvents(story.investigationId, (event) => {
    if (/^(publication|story)\./.test(event.type)) void refetch();
  });
  const { error, busy, act } = useClaimAct(refetch);
  const [title, setTitle] = useState(story.title);
  const [intro, setIntro] = useState(story.intro);
  const [reason, setReason] = useState('');
  const changed = title !== story.title || intro !== story.intro;
  const save = (change: Record<string, unknown>) => act('story.update', { storyId: story.id, ...change });
  const order = (list: readonly { claimId: string; lead: string }[]) =>
    save({ claims: list.map(({ claimId, lead }) => ({ claimId, lead })) });

  async function publish() {
    if (!(await act('story.publish', { storyId: story.id }))) return;
    const run = () => void act('story.withdraw', { storyId: story.id, reason: t('undoReason') });
    toast({ text: t('published'), action: { label: claims('undo'), run } });
  }

  const base = `/investigations/${story.investigationId}`;
  return (
    <>
      <TopBar
        crumbs={[
          { label: caseTitle, href: base },
          { label: t('title'), href: `${base}/claims/stories` },
          { label: story.title },
        ]}
      />
      <main id="content" className={styles.page}>
        <h1>{story.title}</h1>
        <div className={styles.acts}>
          {story.isPublic ? (
            <Chip tone="ok" icon="◉">
              {t('public')}
            </Chip>
          ) : (
            <Chip>{t('draft')}</Chip>
          )}
          <LinkButton href={`/stories/${story.id}/preview`}>{t('preview')}</LinkButton>
          {story.isPublic ? <Link href={`/fact-checks/stories/${story.id}`}>{t('open')}</Link> : null}
          {mayWrite && !story.isPublic ? (
            <Button variant="primary" busy={busy} disabled={confidential || changed} onClick={() => void publish()}>
              {t('publish')}
            </Button>
          ) : null}
        </div>
        {confidential ? <p>{t('confidential')}</p> : null}
        {story.withdrawal && !story.isPublic ? <p>{t('takenDown', { reason: story.withdrawal })}</p> : null}
        {error ? (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        ) : null}
        {mayWrite ? (
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              void save({ title, intro });
            }}
          >
            <TextField label={t('headline')} required maxLength={200} value={title} onValue={setTitle} />
            <Field label={t('introduction')}>
              {(control) => (
                <TextArea
                  {...control}
                  rows={6}
                  maxLength={8000}
                  value={intro}
                  onChange={(event) => setIntro(event.target.value)}
                />
              )}
            </Field>
            <div className={styles.acts}>
              <Button type="submit" busy={busy} disabled={!changed}>
                {t('save')}
              </Button>
              {changed ? <span className={styles.quiet}>{t('unsaved')}</span> : null}
            </div>
          </form>
        ) : (
          <p>{t('onlyEditors')}</p>
        )}
        <h2>{t('gathers')}</h2>
        {story.claims.length === 0 ? <p>{t('noClaims')}</p> : null}
        <StoryClaims claims={story.claims} mayWrite={mayWrite} onOrder={order} />
        {mayWrite ? (
          <FindClaim
            investigationId={story.investigationId}
            except={story.claims.map(({ claimId }) => claimId)}
            value=""
            onChange={(claimId) => void order([...story.claims, { claimId, lead: '' }])}
          />
        ) : null}
        {mayWrite && story.isPublic ? (
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              void act('story.withdraw', { storyId: story.id, reason });
            }}
          >
            <h2>{t('takeDown')}</h2>
            <TextField
              label={t('why')}
              hint={t('whyHint')}
              required
              maxLength={1000}
              value={reason}
              onValue={setReason}
            />
            <div className={styles.acts}>
              <Button type="submit" variant="danger" busy={busy}>
                {t('takeDown')}
              </Button>
            </div>
          </form>
        ) : null}
      </main>
    </>
  );
}
