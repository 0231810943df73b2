'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { newId } from '@/lib/platform/ids.ts';
import type { StoryList } from '@/lib/publishing/schema.ts';
import { storyList } from '@/lib/publishing/schema.ts';
import styles from './story-editor.module.css';

interface StoryListingProps {
  readonly investigationId: string;
  readonly initial: StoryList;
  readonly mayWrite: boolean;
}

/** The story pages of a case, and where a new one begins. */
export function StoryListing({ investigationId, initial, mayWrite }: StoryListingProps) {
  const t = useTranslations('publishing.stories');
  const router = useRouter();
  const { data = initial } = useApi(`/investigations/${investigationId}/stories`, storyList, { initialData: initial });
  const [title, setTitle] = useState('');
  const [error, setError] = useState<string | null>(null);
  async function begin(event: SyntheticEvent) {
    event.preventDefault();
    const id = newId();
    const result = await sendCommand('story.create', { id, investigationId, title });
    if (result.ok) router.push(`/stories/${id}`);
    else setError(result.error.detail);
  }
  return (
    <>
      <h2>{t('title')}</h2>
      <p>{t('intro')}</p>
      {data.items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{mayWrite ? t('emptyHint') : t('onlyEditors')}</p>
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {data.items.map((story) => (
          <li key={story.id}>
            <Link href={`/stories/${story.id}`}>{story.title}</Link>{' '}
            {story.isPublic ? (
              <Chip tone="ok" icon="◉">
                {t('public')}
              </Chip>
            ) : (
              <Chip>{t('draft')}</Chip>
            )}
            <small>
              {t('claims', { count: story.claims })}, <When at={story.updatedAt} />
            </small>
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <form onSubmit={(event) => void begin(event)} className={styles.form}>
          <TextField label={t('newTitle')} error={error} required maxLength={200} value={title} onValue={setTitle} />
          <Button type="submit">{t('begin')}</Button>
        </form>
      ) : null}
    </>
  );
}
