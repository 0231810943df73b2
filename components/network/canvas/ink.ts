import type { Support } from '@/lib/entities/rules.ts';

/** The colours of the page's theme, as the tokens say them (app/tokens.css). */
export interface Ink {
  readonly paper: string;
  readonly card: string;
  readonly desk: string;
  readonly text: string;
  readonly entity: string;
  readonly focus: string;
  readonly thread: string;
  readonly bad: string;
  readonly font: string;
  readonly lines: Readonly<Record<Support, string>>;
}

export function inkOf(root: Element): Ink {
  const theme = getComputedStyle(root);
  const token = (name: string): string => theme.getPropertyValue(name).trim();
  return {
    paper: token('--paper'),
    card: token('--card'),
    desk: token('--desk'),
    text: token('--ink'),
    entity: token('--entity'),
    focus: token('--focus'),
    thread: token('--thread'),
    bad: token('--bad'),
    font: token('--font-ui') || 'sans-serif',
    lines: {
      verified: token('--line-verified'),
      checking: token('--line-checking'),
      disputed: token('--line-disputed'),
      refuted: token('--line-refuted'),
      none: token('--line-none'),
    },
  };
}
