'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { keyFor, keyLabel } from '@/components/reader/acts/keys.rules.ts';
import { useOwnKeys } from '@/components/reader/acts/own-keys.ts';
import { useActRegistry, useActs } from '@/components/reader/acts/registry.tsx';
import { useReader } from '@/components/reader/room/room-context.ts';
import { selectedRanges } from '@/components/reader/room/room-store.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { describe } from '@/lib/anchors/rules.ts';
import { PagePicture } from './page-picture.tsx';
import styles from './page-picture.module.css';

/** In the top bar of a PDF: the picture of the page that one reads. */
export function PagePictureButton() {
  const t = useTranslations('sources.pagePicture');
  const { version } = useReader();
  const registry = useActRegistry();
  const { own } = useOwnKeys();
  const key = keyFor(own, 'pagePicture');
  if (!isPdf(version)) return null;
  return (
    <Button
      variant="quiet"
      className={styles.button}
      keys={key ? keyLabel(key) : undefined}
      onClick={() => registry.run('pagePicture')}
    >
      {t('open')}
    </Button>
  );
}

interface Shown {
  /** Where the quote stands; one may turn the pages from there. */
  readonly page: number;
  readonly turned: number;
  readonly quote: string;
  readonly before: string;
  /** Of the quote: P12. */
  readonly label: string;
}

/** A quote beside the picture of its page: what is selected, else the active mark, else the part that one reads. */
export function PagePictures({ topBlock }: { readonly topBlock: number }) {
  const t = useTranslations('sources.pagePicture');
  const { source, version, marks, store } = useReader();
  const toast = useToast();
  const [shown, setShown] = useState<Shown | null>(null);
  const { text, blocks } = version;
  const pages = Math.max(0, ...blocks.map(({ page }) => page ?? 0));

  function show(): boolean {
    const state = store.getState();
    const range = selectedRanges(state)[0] ?? marks.find(({ id }) => id === state.activeId);
    const block = blocks[range ? blockIndexAt(blocks, range.start) : topBlock];
    if (!block?.page) return false;
    const { exact, prefix } = describe(text, [], range?.start ?? block.start, range?.end ?? block.end);
    setShown({ page: block.page, turned: block.page, quote: exact, before: prefix, label: block.label });
    return true;
  }
  useActs({ pagePicture: isPdf(version) && pages > 0 ? show : undefined });

  if (!shown) return null;
  const citation = t('citation', {
    quote: shown.quote.replace(/\s+/gu, ' '),
    title: source.title,
    page: shown.page,
    label: shown.label,
    number: version.number,
  });
  const turn = (by: number) => setShown({ ...shown, turned: Math.min(pages, Math.max(1, shown.turned + by)) });
  return (
    <Dialog open onClose={() => setShown(null)} title={t('title', { page: shown.turned, pages })} wide>
      <div className={styles.beside}>
        <div>
          <blockquote className={styles.quote} lang="">
            {shown.quote}
          </blockquote>
          <p className={styles.cite}>{t('where', { label: shown.label, number: version.number })}</p>
          <div className={styles.acts}>
            <Button
              onClick={() => void navigator.clipboard.writeText(citation).then(() => toast({ text: t('copied') }))}
            >
              {t('copy')}
            </Button>
            <Button variant="quiet" disabled={shown.turned <= 1} onClick={() => turn(-1)}>
              {t('previous')}
            </Button>
            <Button variant="quiet" disabled={shown.turned >= pages} onClick={() => turn(1)}>
              {t('next')}
            </Button>
          </div>
        </div>
        <PagePicture
          address={`/api/v1/sources/${source.id}/raw?version=${version.number}`}
          page={shown.turned}
          quote={shown.quote}
          before={shown.before}
        />
      </div>
    </Dialog>
  );
}

const isPdf = (version: { readonly raw: { readonly mediaType: string } }): boolean =>
  version.raw.mediaType.startsWith('application/pdf');
