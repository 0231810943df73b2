'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { may } from '@/components/margin/standing.ts';
import { useActRegistry, useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { When } from '@/components/ui/when.tsx';
import { WhoSees } from '@/components/visibility/who-sees.tsx';
import { sourceView } from '@/lib/sources/schema.ts';
import { DetailsForm } from './details-dialog.tsx';
import { KeptPage, usePageCopy } from './kept-page.tsx';
import styles from './about.module.css';

/** In the rail: where this comes from, and the way to everything that is known about it. */
export function AboutPanel() {
  const t = useTranslations('sources.about');
  const { source } = useReader();
  const registry = useActRegistry();
  return (
    <section aria-labelledby="rail-about">
      <h2 id="rail-about">{t('title')}</h2>
      {source.outlet || source.authors.length > 0 ? (
        <p>{[source.outlet, ...source.authors].filter(Boolean).join(', ')}</p>
      ) : null}
      <button type="button" onClick={() => registry.run('about')}>
        {t('open')}
      </button>
    </section>
  );
}

/** What is known about a sealed source besides its words (SRC-7), what it was read from (SRC-2), and its correction. */
export function AboutSource() {
  const t = useTranslations('sources.about');
  const details = useTranslations('sources.details');
  const router = useRouter();
  const reader = useReader();
  const { version, standing } = reader;
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const { data: source = reader.source, refetch } = useApi(`/sources/${reader.source.id}`, sourceView, {
    initialData: reader.source,
  });
  useActs({
    about: () => {
      setOpen(true);
      return true;
    },
  });
  const close = () => {
    setOpen(false);
    setEditing(false);
  };
  const kept = usePageCopy(source, version);
  const { raw } = version;
  const mayKeep = may(standing, 'source.create');
  return (
    <Dialog open={open} onClose={close} title={editing ? details('heading') : source.title} wide>
      {editing ? (
        <DetailsForm
          source={source}
          onClose={() => {
            setEditing(false);
            // The title stands in the page's own parts, too.
            void refetch().then(() => router.refresh());
          }}
        />
      ) : (
        <>
          <dl className={styles.facts}>
            <Fact name={details('outlet')}>{source.outlet}</Fact>
            <Fact name={details('authors')}>{source.authors.join(', ')}</Fact>
            <Fact name={details('published')}>{source.publishedAt ? <When at={source.publishedAt} /> : null}</Fact>
            <Fact name={details('accessed')}>{source.accessedAt ? <When at={source.accessedAt} /> : null}</Fact>
            <Fact name={details('url')}>{source.url ? <Outside address={source.url} /> : null}</Fact>
            <Fact name={details('archive')}>{source.archiveUrl ? <Outside address={source.archiveUrl} /> : null}</Fact>
            <Fact name={details('language')}>{source.language}</Fact>
            <Fact name={details('rights')}>{source.rights}</Fact>
            <Fact name={t('broughtIn')}>
              {source.createdBy.name}, <When at={source.createdAt} />
            </Fact>
            <Fact name={t('sealed', { number: version.number })}>
              {version.sealedBy.name}, <When at={version.sealedAt} />
            </Fact>
            <Fact name={t('textHash')}>
              <code>{version.sha256}</code>
            </Fact>
            <Fact name={t('raw')}>
              {raw.erasedAt ? (
                <>
                  {t('forgotten')} <When at={raw.erasedAt} />,{' '}
                </>
              ) : (
                <>
                  {' '}
                  <a href={`/api/v1/sources/${source.id}/raw?version=${version.number}`} download>
                    {raw.fileName ?? t('download')}
                  </a>{' '}
                </>
              )}
              {raw.mediaType}
            </Fact>
            <Fact name={t('rawHash')}>
              <code>{raw.sha256}</code>
            </Fact>
            <Fact name={t('page')}>
              {kept && (kept.copy || mayKeep) ? <KeptPage sourceId={source.id} kept={kept} mayKeep={mayKeep} /> : null}
            </Fact>
            <Fact name={t('pageHash')}>{kept?.copy?.sha256 ? <code>{kept.copy.sha256}</code> : null}</Fact>
            <Fact name={t('notes')}>{source.notes.map((note) => noteWords(t, note)).join(' ')}</Fact>
          </dl>
          <DialogActions>
            <WhoSees type="source" id={source.id} />
            {may(standing, 'source.update') ? <Button onClick={() => setEditing(true)}>{t('correct')}</Button> : null}
            <Button variant="primary" onClick={close}>
              {t('close')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Nothing tells the other side where one came from. */
const Outside = ({ address }: { readonly address: string }) => (
  <a href={address} target="_blank" rel="noreferrer noopener">
    {address}
  </a>
);

/** What a person should know about the reading: `macros`, `encoding:windows-1252`. */
function noteWords(t: ReturnType<typeof useTranslations<'sources.about'>>, note: string): string {
  if (note === 'macros') return t('macros');
  return note.startsWith('encoding:') ? t('encoding', { name: note.slice('encoding:'.length) }) : note;
}
