'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { CollaborativeEditor } from '@/components/live/collaborative-editor.tsx';
import { DocumentHistory } from '@/components/live/document-history.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { useTextStatus } from '@/components/live/use-live-text.ts';
import { Button } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { notesView } from '@/lib/entities/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION, noteExtensions } from '@/lib/notes/extensions.ts';
import styles from './entities.module.css';

/** What each case writes together about it (ENT-5); nobody reads the note of a case that they may not read. */
export function Notes({ entityId }: { readonly entityId: string }) {
  const t = useTranslations('entities.notes');
  const toast = useToast();
  const { data, refetch } = useApi(`/entities/${entityId}/notes`, notesView);
  if (!data) return null;
  const begin = async (investigationId: string) => {
    const result = await sendCommand('entity.begin_note', { entityId, investigationId });
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    void refetch();
  };
  return (
    <>
      {data.items.map((note) => (
        <Note
          key={note.documentId}
          documentId={note.documentId}
          title={t('of', { title: note.investigationTitle })}
          mayWrite={note.mayWrite}
        />
      ))}
      {data.items.length === 0 ? <p className={styles.muted}>{t('none')}</p> : null}
      {data.open.map(({ investigationId, investigationTitle }) => (
        <Button key={investigationId} onClick={() => void begin(investigationId)}>
          {t('begin', { title: investigationTitle })}
        </Button>
      ))}
    </>
  );
}

interface NoteProps {
  readonly documentId: string;
  readonly title: string;
  readonly mayWrite: boolean;
}

function Note({ documentId, title, mayWrite }: NoteProps) {
  const t = useTranslations('entities.notes');
  const [text, setText] = useState<LiveText | null>(null);
  const { status } = useTextStatus(text);
  return (
    <div className={styles.note}>
      <div className={styles.where}>
        <span>{title}</span>
        <SaveStatus text={mayWrite ? status : null} overText />
        <DocumentHistory documentId={documentId} mayRestore={mayWrite} />
      </div>
      <CollaborativeEditor
        documentId={documentId}
        schemaVersion={NOTE_SCHEMA_VERSION}
        extensions={noteExtensions}
        editable={mayWrite}
        label={title}
        placeholder={t('placeholder')}
        onText={setText}
      />
    </div>
  );
}
