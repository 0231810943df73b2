'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { tagTone } from '@/components/margin/look.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { VocabularyTag } from '@/lib/annotations/vocabulary.schema.ts';
import { vocabularyPage } from '@/lib/annotations/vocabulary.schema.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import { MergeTagDialog } from './merge-tag-dialog.tsx';
import { TagForm } from './tag-form.tsx';

/** The tags of the house (ANN-1): what they are called, how they look, which are still given. */
export function Vocabulary({ initial }: { readonly initial: VocabularyTag[] }) {
  const t = useTranslations('moderation.tags');
  const toast = useToast();
  const me = useMe();
  const [editing, setEditing] = useState<VocabularyTag | 'new' | null>(null);
  const [merging, setMerging] = useState<VocabularyTag | null>(null);
  const { data, refetch } = useApi('/tags/vocabulary', vocabularyPage, { initialData: { items: initial, next: null } });
  const tags = data?.items ?? [];
  const keeps = atLeastAccount(me.role, 'admin');

  /** What went wrong, in words; null when it was done. */
  const act = async (name: string, input: Record<string, unknown>): Promise<string | null> => {
    const result = await sendCommand(name, input);
    await refetch();
    return result.ok ? null : result.error.detail;
  };
  const retire = async (tag: VocabularyTag, retired: boolean) => {
    const refused = await act('tag.change', { tagId: tag.id, retired });
    toast(
      refused
        ? { text: refused, tone: 'bad' }
        : {
            text: t(retired ? 'retiredNow' : 'revivedNow', { name: tag.name }),
            action: { label: t('undo'), run: () => void act('tag.change', { tagId: tag.id, retired: !retired }) },
          },
    );
  };

  return (
    <>
      <p>{t('intro')}</p>
      {keeps ? (
        <Button variant="primary" onClick={() => setEditing('new')}>
          {t('add')}
        </Button>
      ) : null}
      {tags.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : (
        <ul className={styles.vocabulary}>
          {tags.map((tag) => (
            <li key={tag.id}>
              <span>
                <Chip tone={tagTone(tag.color)} icon="#">
                  {tag.name}
                </Chip>{' '}
                {tag.retired ? <Chip>{t('retired')}</Chip> : null}
                {tag.description ? <small>{tag.description}</small> : null}
              </span>
              {keeps ? (
                <span className={styles.vocabularyActs}>
                  <Button
                    variant="quiet"
                    aria-label={t('editNamed', { name: tag.name })}
                    onClick={() => setEditing(tag)}
                  >
                    {t('edit')}
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={t('mergeNamed', { name: tag.name })}
                    onClick={() => setMerging(tag)}
                  >
                    {t('merge')}
                  </Button>
                  <Button
                    variant="quiet"
                    aria-label={t(tag.retired ? 'reviveNamed' : 'retireNamed', { name: tag.name })}
                    onClick={() => void retire(tag, !tag.retired)}
                  >
                    {tag.retired ? t('revive') : t('retire')}
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Dialog open={editing !== null} onClose={() => setEditing(null)} title={editing === 'new' ? t('add') : t('edit')}>
        {editing ? (
          <TagForm
            tag={editing === 'new' ? null : editing}
            onSave={(input) =>
              editing === 'new' ? act('tag.define', input) : act('tag.change', { tagId: editing.id, ...input })
            }
            onClose={() => setEditing(null)}
          />
        ) : null}
      </Dialog>
      {merging ? (
        <MergeTagDialog
          tag={merging}
          others={tags.filter((tag) => tag.id !== merging.id && !tag.retired)}
          onMerge={(intoId) => act('tag.merge', { tagId: merging.id, intoId })}
          onClose={() => setMerging(null)}
        />
      ) : null}
    </>
  );
}
