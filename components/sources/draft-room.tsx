'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useRef, useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { DocumentHistory } from '@/components/live/document-history.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { useConnection } from '@/components/live/use-connection.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { useTextStatus } from '@/components/live/use-live-text.ts';
import { useRoom } from '@/components/live/use-room.ts';
import { Faces } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { investigationView } from '@/lib/investigations/schema.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import type { SourceView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import { countsInWords } from './count-words.rules.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { DraftEditor } from './draft-editor.tsx';
import type { DraftPart } from './draft-roles.ts';
import styles from './draft.module.css';
import { SealDialog } from './seal-dialog.tsx';

/** Where a paste is put in order together, until somebody seals it. */
export function DraftRoom({
  investigation: initialCase,
  initial,
}: {
  readonly investigation: InvestigationView;
  readonly initial: SourceView;
}) {
  const router = useRouter();
  const toast = useToast();
  const { data: source = initial, refetch } = useApi(`/sources/${initial.id}`, sourceView, { initialData: initial });
  const { data: investigation = initialCase, refetch: refetchCase } = useApi(
    `/investigations/${initialCase.id}`,
    investigationView,
    { initialData: initialCase },
  );
  const [parts, setParts] = useState<readonly DraftPart[]>([]);
  const [dialog, setDialog] = useState<'seal' | 'details' | null>(null);
  const connection = useConnection();
  const [text, setText] = useState<LiveText | null>(null);
  const { status } = useTextStatus(text);
  const { people } = useRoom({ kind: 'source', id: source.id });
  const writes = mayInCase(investigation.role, 'draft.write');
  const seals = mayInCase(investigation.role, 'source.seal');
  const left = useRef(false);

  const toReadingRoom = useCallback(
    (words: string) => {
      if (left.current) return;
      left.current = true;
      toast({ text: words });
      router.replace(`/sources/${initial.id}`);
    },
    [initial.id, router, toast],
  );

  useEvents(investigation.id, (event) => {
    // One's own role may be what changed.
    if (event.subject.type === 'member') void refetchCase();
    if (event.subject.id !== initial.id) return;
    if (event.type === 'source.sealed') toReadingRoom('The draft has been sealed. This is version 1.');
    else void refetch();
  });

  const kept = parts.filter((part) => !part.empty);
  const here = [...new Map(people.map((person) => [person.userId, { id: person.userId, name: person.name }])).values()];
  return (
    <>
      <TopBar
        crumbs={[
          { label: 'Investigations', href: '/' },
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: source.title },
        ]}
      >
        <SaveStatus text={status} />
        <DocumentHistory
          documentId={source.draft.documentId}
          mayRestore={mayInCase(investigation.role, 'document.restore')}
        />
        <Faces people={here} />
        {seals ? (
          <Button
            variant="primary"
            disabled={connection !== 'online' || status.kind !== 'saved'}
            onClick={() => setDialog('seal')}
          >
            Seal
          </Button>
        ) : null}
      </TopBar>
      <main id="content" className={styles.room}>
        <header className={styles.head}>
          <h1>
            <span className={styles.state}>Draft</span> {source.title}
          </h1>
          {writes ? (
            <p className={styles.help}>
              Put the parts right together, then seal.{' '}
              <span className={styles.keys}>
                <Kbd>Alt</Kbd> <Kbd>R</Kbd> and a letter changes the role of a part, <Kbd>Enter</Kbd> splits it,{' '}
                <Kbd>Backspace</Kbd> at its beginning joins it to the one above, <Kbd>Shift</Kbd> <Kbd>Enter</Kbd>{' '}
                breaks a line inside it.
              </span>
            </p>
          ) : (
            <p className={styles.help}>You can read this draft and follow the edits. Your role here does not write.</p>
          )}
          <p className={styles.counts}>
            {kept.length === 0 ? null : countsInWords(kept).join(', ')}
            {mayInCase(investigation.role, 'source.update') ? (
              <Button variant="quiet" onClick={() => setDialog('details')}>
                Details
              </Button>
            ) : null}
          </p>
          {seals && connection === 'offline' ? (
            <p className={styles.help} role="status">
              Sealing waits until the connection is back: it fixes what everybody has written, not only what is here.
            </p>
          ) : null}
        </header>
        <DraftEditor documentId={source.draft.documentId} editable={writes} onParts={setParts} onText={setText} />
      </main>
      <SealDialog
        sourceId={source.id}
        parts={parts}
        open={dialog === 'seal'}
        onClose={() => setDialog(null)}
        onSealed={() => toReadingRoom('Sealed. This is version 1.')}
      />
      <DetailsDialog source={source} open={dialog === 'details'} onClose={() => setDialog(null)} />
    </>
  );
}
