'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Editor } from '@tiptap/core';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { DocumentHistory } from '@/components/live/document-history.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { useConnection } from '@/components/live/use-connection.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { useTextStatus } from '@/components/live/use-live-text.ts';
import { useRoom } from '@/components/live/use-room.ts';
import { useMembers } from '@/components/reader/room/use-members.ts';
import { Faces } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { investigationView } from '@/lib/investigations/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import type { SourceView } from '@/lib/sources/schema.ts';
import { sourceView } from '@/lib/sources/schema.ts';
import { DetailsDialog } from './details-dialog.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { DraftMarks } from './draft-marks.tsx';
import type { DraftPart } from './draft-roles.ts';
import styles from './draft.module.css';
import { WhoSees } from '@/components/visibility/who-sees.tsx';
import { KeptPage, usePageCopy } from './kept-page.tsx';
import { SealDialog } from './seal-dialog.tsx';
import { useChosenWords } from './use-chosen-words.ts';
import { useCountsInWords } from './use-counts.ts';
import { useDraftMarks } from './use-draft-marks.ts';

/** Where a paste is put in order together, until somebody seals it. */
export function DraftRoom({
  investigation: initialCase,
  initial,
}: {
  readonly investigation: InvestigationView;
  readonly initial: SourceView;
}) {
  const t = useTranslations('sources.draft');
  const me = useMe();
  const router = useRouter();
  const toast = useToast();
  const client = useQueryClient();
  const countsInWords = useCountsInWords();
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
  const [editor, setEditor] = useState<Editor | null>(null);
  const { status } = useTextStatus(text);
  const { people, setState } = useRoom({ kind: 'source', id: source.id });
  const { members, person } = useMembers(investigation.id, me);
  const { seen, show, error } = useDraftMarks(editor, text, source, me, person);
  const writes = mayInCase(investigation.role, 'draft.write');
  const seals = mayInCase(investigation.role, 'source.seal');
  const marksWords = mayInCase(investigation.role, 'annotation.create') && connection === 'online';
  const { chosen, setChosen, take } = useChosenWords(editor, text, marksWords);
  const pageCopy = usePageCopy(source, { number: 1, raw: source.raw });
  const left = useRef(false);

  const toReadingRoom = useCallback(
    (words: string) => {
      if (left.current) return;
      left.current = true;
      // What is known of the marks was about the draft; the reading room begins with what the version has.
      client.removeQueries({ queryKey: ['annotations', initial.id] });
      toast({ text: words });
      router.replace(`/sources/${initial.id}`);
    },
    [initial.id, router, toast, client],
  );

  useEvents(investigation.id, (event) => {
    // One's own role may be what changed.
    if (event.subject.type === 'member') void refetchCase();
    if (event.subject.id !== initial.id) return;
    if (event.type === 'source.sealed') toReadingRoom(t('sealedByOther'));
    else void refetch();
  });

  const kept = parts.filter((part) => !part.empty);
  const here = useMemo(
    () => [...new Map(people.map(({ userId, name }) => [userId, { id: userId, name }])).values()],
    [people],
  );
  const marked = seen.marks.length > 0 || undefined;
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('investigations'), href: '/' },
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: source.title },
        ]}
      >
        <span className={styles.saved}>
          <SaveStatus text={status} />
        </span>
        <span className={styles.wide}>
          <DocumentHistory
            documentId={source.draft.documentId}
            mayRestore={mayInCase(investigation.role, 'document.restore')}
          />
          <Faces people={here} />
        </span>
        {seals ? (
          <Button
            variant="primary"
            disabled={connection !== 'online' || status.kind !== 'saved'}
            onClick={() => setDialog('seal')}
          >
            {t('seal')}
          </Button>
        ) : null}
      </TopBar>
      <main id="content" className={styles.room}>
        <header className={styles.head}>
          <h1>
            <span className={styles.state}>{t('state')}</span> {source.title}
          </h1>
          {writes ? (
            <p className={styles.help}>
              {t('help')} <span className={styles.keys}>{t.rich('keys', { k: key })}</span>
            </p>
          ) : (
            <p className={styles.help}>{t('reads')}</p>
          )}
          <p className={styles.counts}>
            {kept.length === 0 ? null : countsInWords(kept)}
            {mayInCase(investigation.role, 'source.update') ? (
              <Button variant="quiet" onClick={() => setDialog('details')}>
                {t('details')}
              </Button>
            ) : null}
            <WhoSees type="source" id={source.id} />
          </p>
          {pageCopy?.copy ? (
            <p className={styles.help}>
              <KeptPage sourceId={source.id} kept={pageCopy} mayKeep={mayInCase(investigation.role, 'source.create')} />
            </p>
          ) : null}
          {seals && connection === 'offline' ? (
            <p className={styles.help} role="status">
              {t('offline')}
            </p>
          ) : null}
          {error ? <p role="alert">{error}</p> : null}
        </header>
        <div className={styles.desk} data-marked={marked}>
          <DraftEditor
            documentId={source.draft.documentId}
            editable={writes}
            onParts={setParts}
            onText={setText}
            onEditor={setEditor}
            onMark={take}
          />
          {editor && text ? (
            <DraftMarks
              {...{ editor, text, seen, people, members, investigation, chosen, setState }}
              sourceId={source.id}
              onChosen={setChosen}
              onShow={show}
            />
          ) : null}
        </div>
      </main>
      <SealDialog
        sourceId={source.id}
        parts={parts}
        marks={seen.marks.length}
        open={dialog === 'seal'}
        onClose={() => setDialog(null)}
        onSealed={() => toReadingRoom(t('sealed'))}
      />
      <DetailsDialog source={source} open={dialog === 'details'} onClose={() => setDialog(null)} />
    </>
  );
}

const key = (words: ReactNode) => <Kbd>{words}</Kbd>;
