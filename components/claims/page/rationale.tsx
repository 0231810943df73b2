'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CollaborativeEditor } from '@/components/live/collaborative-editor.tsx';
import { DocumentHistory } from '@/components/live/document-history.tsx';
import { SaveStatus } from '@/components/live/save-status.tsx';
import { useTextStatus } from '@/components/live/use-live-text.ts';
import { Button } from '@/components/ui/button.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION, noteExtensions } from '@/lib/notes/extensions.ts';
import styles from '../claims.module.css';
import { Revisions } from './revisions.tsx';

interface RationaleProps {
  readonly claim: ClaimView;
  readonly editable: boolean;
  readonly refetch: () => Promise<unknown>;
  readonly onEditor: (editor: Editor | null) => void;
}

/** Why this rating, written together; citations know when their evidence is gone (CLM-3). */
export function Rationale({ claim, editable, refetch, onEditor }: RationaleProps) {
  const t = useTranslations('claims.rationale');
  const [text, setText] = useState<LiveText | null>(null);
  const [comparing, setComparing] = useState(false);
  const { status } = useTextStatus(text);
  useRationaleFacts(text, status.kind === 'saved', refetch);
  const there = new Set(claim.evidence.map((item) => item.number));
  const cited = [...new Set([...claim.rationale.text.matchAll(/\[(\d+)\]/gu)].map((match) => Number(match[1])))];
  const gone = cited.filter((number) => !there.has(number));
  // While a blind review goes on nobody is to see who has the text open: what was proposed is shown instead (CLM-6).
  const blind = claim.proposal?.blind === true && !claim.proposal.revealed;
  return (
    <li className={styles.knot} data-open={claim.rationale.text === ''}>
      <div className={styles.knotHead}>
        <h2>{t('title')}</h2>
        {blind ? null : <SaveStatus text={editable ? status : null} overText />}
        {blind ? null : <DocumentHistory documentId={claim.rationale.documentId} mayRestore={editable} />}
      </div>
      {blind && claim.proposal ? (
        claim.proposal.rationale.split('\n').map((paragraph, index) => <p key={index}>{paragraph}</p>)
      ) : (
        <CollaborativeEditor
          documentId={claim.rationale.documentId}
          schemaVersion={NOTE_SCHEMA_VERSION}
          extensions={noteExtensions}
          editable={editable}
          label={t('title')}
          placeholder={t('placeholder')}
          onText={setText}
          onEditor={onEditor}
        />
      )}
      {gone.length > 0 ? (
        <p role="status" className={styles.error}>
          {t('missing', { numbers: gone.map((number) => `[${number}]`).join(', ') })}
        </p>
      ) : null}
      {(claim.proposal ?? claim.decisions[0]) ? (
        <Button variant="quiet" onClick={() => setComparing(true)}>
          {t('revisions')}
        </Button>
      ) : null}
      {comparing ? <Revisions claim={claim} onClose={() => setComparing(false)} /> : null}
    </li>
  );
}

const QUIET_MS = 600;

/**
 * What may be done next depends on the rationale: the claim is asked for anew when the writing, mine or a colleague's,
 * pauses, and when mine has been saved.
 */
function useRationaleFacts(text: LiveText | null, saved: boolean, refetch: () => Promise<unknown>): void {
  useEffect(() => {
    if (!text) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void refetch(), QUIET_MS);
    };
    text.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      text.doc.off('update', soon);
    };
  }, [text, refetch]);
  useEffect(() => {
    if (saved) void refetch();
  }, [saved, refetch]);
}
