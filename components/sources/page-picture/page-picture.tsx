'use client';

import type { CSSProperties } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from './page-picture.module.css';
import type { DrawnPage, OpenPdf } from './pdf-pages.ts';
import { openPdf } from './pdf-pages.ts';
import type { Box } from './quote-on-page.rules.ts';
import { quoteOnPage } from './quote-on-page.rules.ts';

/** The picture of one page of a PDF, with the quote marked on it where its words are found. */
export function PagePicture({
  address,
  page,
  quote,
  before,
}: {
  /** Of the file as it was handed in. */
  readonly address: string;
  readonly page: number;
  readonly quote: string;
  /** The words before the quote, which tell two copies of it apart. */
  readonly before: string;
}) {
  const t = useTranslations('sources.pagePicture');
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pdf, setPdf] = useState<OpenPdf | null>(null);
  const [drawn, setDrawn] = useState<(DrawnPage & { readonly page: number }) | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let opened: OpenPdf | null = null;
    let left = false;
    openPdf(address).then(
      (found) => {
        opened = found;
        if (left) found.close();
        else setPdf(found);
      },
      () => setFailed(true),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [address]);
  useEffect(() => {
    if (!pdf || !canvas.current || !box.current) return;
    let left = false;
    pdf.draw(canvas.current, page, box.current.clientWidth).then(
      (found) => {
        if (!left) setDrawn({ ...found, page });
      },
      () => {
        if (!left) setFailed(true);
      },
    );
    return () => {
      left = true;
    };
  }, [pdf, page]);
  const ready = drawn?.page === page ? drawn : null;
  const boxes = useMemo(() => (ready ? quoteOnPage(ready.words, quote, before) : []), [ready, quote, before]);
  return (
    <div ref={box} className={styles.picture}>
      {failed ? <p role="alert">{t('failed')}</p> : null}
      {ready || failed ? null : <p role="status">{t('loading')}</p>}
      <div role="img" aria-label={t('picture', { page })}>
        {/* A page that is being drawn must not be drawn over: another page, another canvas. */}
        <canvas key={page} ref={canvas} data-ready={ready ? true : undefined} />
        {ready
          ? boxes.map((at, index) => <span key={index} className={styles.found} style={shareOf(at, ready)} />)
          : null}
      </div>
    </div>
  );
}

/** In shares of the picture, which may be shown smaller than it was drawn. */
function shareOf({ x, y, width, height }: Box, page: DrawnPage): CSSProperties {
  const share = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return {
    left: share(x, page.width),
    top: share(y, page.height),
    width: share(width, page.width),
    height: share(height, page.height),
  };
}
