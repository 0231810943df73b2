'use client';

import { autoUpdate, flip, FloatingPortal, inline, offset, shift, useFloating } from '@floating-ui/react';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Something that stands at words of the text: the toolbar, a popup, a choice. */
export function AtWords({
  rect,
  className,
  label,
  onLeave,
  children,
}: {
  readonly rect: () => DOMRect | null;
  readonly className: string | undefined;
  readonly label: string;
  readonly onLeave?: () => void;
  readonly children: ReactNode;
}) {
  const t = useTranslations('reader');
  const { refs, floatingStyles } = useFloating({
    open: true,
    placement: 'bottom-start',
    // What somebody fills in stays on the screen whole, if need be over the words; a bar goes away with them.
    middleware: [inline(), offset(8), flip({ padding: 8 }), shift({ padding: 8, crossAxis: onLeave !== undefined })],
    whileElementsMounted: autoUpdate,
  });
  const [node, setNode] = useState<HTMLElement | null>(null);
  const floating = useCallback(
    (element: HTMLElement | null) => {
      refs.setFloating(element);
      setNode(element);
    },
    [refs],
  );
  useEffect(() => {
    if (!node || !onLeave) return;
    // It was asked for with a key: its first field is where one goes on.
    const first = node.querySelector<HTMLElement>('textarea, input, button');
    first?.focus({ preventScroll: true });
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.key === 'Escape') onLeave();
      else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) node.querySelector('form')?.requestSubmit();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    node.addEventListener('keydown', onKey);
    return () => node.removeEventListener('keydown', onKey);
  }, [node, onLeave]);
  useEffect(() => {
    refs.setPositionReference({
      getBoundingClientRect: () => rect() ?? new DOMRect(innerWidth / 2, innerHeight / 2, 0, 0),
    });
  }, [refs, rect]);
  return (
    <FloatingPortal>
      {/* It stands outside the page's own parts: a landmark, so that one can go to it without seeing where it is. */}
      <section aria-label={t('atWords')}>
        <div
          ref={floating}
          style={floatingStyles}
          className={className}
          data-keeps-selection
          data-wall={className ? '' : undefined}
          role="group"
          aria-label={label}
        >
          {children}
        </div>
      </section>
    </FloatingPortal>
  );
}
