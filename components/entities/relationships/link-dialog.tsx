'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EdgeCard } from '@/components/network/edge-card.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { RelationshipView } from '@/lib/entities/schema.ts';

/** What a relationship rests on, without leaving the text. */
export function LinkDialog({
  link,
  onClose,
}: {
  readonly link: RelationshipView | null;
  readonly onClose: () => void;
}) {
  const { source, version } = useReader();
  const t = useTranslations('entities.inText');
  return (
    <Dialog open={link !== null} onClose={onClose} title={t('title')}>
      {link ? (
        <>
          <EdgeCard
            edgeId={link.id}
            known={link}
            open={{ sourceId: source.id, version: version.number, onGo: onClose }}
          />
          <p>
            <Link href={`/investigations/${link.investigationId}/network?edge=${link.id}`}>{t('inNetwork')}</Link>
          </p>
        </>
      ) : null}
    </Dialog>
  );
}
