'use client';

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import styles from './intake.module.css';

/** A page that the person sees, sent by the bookmarklet from its own window. */
export interface SentPage {
  readonly html: string;
  readonly url: string;
}

const message = z.object({ redthread: z.literal('page'), html: z.string().max(8_000_000), url: z.string().max(2000) });

const someWindow = z.custom<Window>((value) => value !== null && value !== undefined);

/**
 * What runs on the other page: opens the intake, waits until it says that it is ready, and hands over what the person
 * sees. It is told to our own address only.
 */
const code = (origin: string, address: string): string =>
  `javascript:(()=>{const w=open(${JSON.stringify(address)});addEventListener('message',e=>{if(e.source===w&&e.origin===${JSON.stringify(origin)}&&e.data==='redthread-ready')w.postMessage({redthread:'page',html:document.documentElement.outerHTML,url:location.href},${JSON.stringify(origin)})})})()`;

/** Listens for the page while the form is open. Anybody may send one: it fills the form, and a person decides. */
export function useSentPage(onPage: (page: SentPage) => void): void {
  const receive = useRef(onPage);
  useEffect(() => {
    receive.current = onPage;
  });
  useEffect(() => {
    const opener = someWindow.safeParse(window.opener).data;
    if (!opener || !new URLSearchParams(location.search).has('bookmarklet')) return;
    const listen = (event: MessageEvent) => {
      const parsed = message.safeParse(event.data);
      if (event.source === opener && parsed.success) receive.current(parsed.data);
    };
    window.addEventListener('message', listen);
    opener.postMessage('redthread-ready', '*');
    return () => window.removeEventListener('message', listen);
  }, []);
}

export function Bookmarklet({ investigationId, title }: { readonly investigationId: string; readonly title: string }) {
  const t = useTranslations('sources.bookmarklet');
  const link = useRef<HTMLAnchorElement>(null);
  const [pressed, setPressed] = useState(false);
  useEffect(() => {
    const { origin } = location;
    // React refuses such addresses, rightly: this one is made to be dragged away, and here it does nothing.
    link.current?.setAttribute(
      'href',
      code(origin, `${origin}/investigations/${investigationId}/sources/new?bookmarklet=1`),
    );
  }, [investigationId]);
  return (
    <section className={styles.bookmarklet} aria-labelledby="bookmarklet">
      <h2 id="bookmarklet">{t('title')}</h2>
      <p>{t('words')}</p>
      <p>
        <a
          ref={link}
          href="#bookmarklet"
          onClick={(event) => {
            event.preventDefault();
            setPressed(true);
          }}
        >
          {t('link', { case: title })}
        </a>{' '}
        <span role="status">{pressed ? t('drag') : ''}</span>
      </p>
    </section>
  );
}
