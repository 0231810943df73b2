import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { Kbd } from './kbd.tsx';

export type ButtonVariant = 'primary' | 'plain' | 'quiet' | 'danger';

interface Look {
  readonly variant?: ButtonVariant | undefined;
  /** The key that does the same, shown where the act is. */
  readonly keys?: string | undefined;
  readonly children: ReactNode;
}

/** `busy` keeps its width and says so to screen readers; the button stays focusable. */
export function Button({
  variant = 'plain',
  busy = false,
  keys,
  children,
  className,
  type = 'button',
  ...rest
}: Look & { readonly busy?: boolean } & ComponentProps<'button'>) {
  return (
    <button
      {...rest}
      // The type attribute is set here, from a closed list.
      type={type}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys}
      disabled={rest.disabled === true || busy}
      className={[styles.button, styles[variant], className].filter(Boolean).join(' ')}
    >
      <span>{children}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
    </button>
  );
}

export function LinkButton({
  variant = 'plain',
  keys,
  children,
  className,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={[styles.button, styles[variant], className].filter(Boolean).join(' ')}>
      <span>{children}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
    </Link>
  );
}
