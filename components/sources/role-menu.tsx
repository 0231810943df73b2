'use client';

import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Kbd } from '@/components/ui/kbd.tsx';
import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';
import styles from './draft.module.css';
import { roleKeys, roleWithKey } from './role-keys.rules.ts';

/** The roles a part can have, each with its letter. Opens with the part's own role in focus; Esc leaves it as it is. */
export function RoleMenu({
  role,
  onChoose,
  onLeave,
  onEscape,
}: {
  readonly role: BlockRole;
  readonly onChoose: (role: BlockRole) => void;
  /** The focus went elsewhere: it stays there. */
  readonly onLeave: () => void;
  readonly onEscape: () => void;
}) {
  const t = useTranslations('sources');
  const menu = useRef<HTMLDivElement>(null);
  // Before the next key arrives: Alt+R and the letter may be typed in one breath.
  useLayoutEffect(() => {
    const here = menu.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    here?.focus();
    here?.scrollIntoView({ block: 'nearest' });
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitemradio"]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const step = steps[event.key];
    const chosen = event.ctrlKey || event.metaKey ? undefined : roleWithKey(event.key);
    if (step !== undefined) items.at(step % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onEscape();
    else if (chosen) onChoose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={t('draft.roleMenu')}
      className={styles.menu}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
    >
      {blockRoles.map((each) => (
        <button
          key={each}
          type="button"
          role="menuitemradio"
          aria-checked={each === role}
          aria-keyshortcuts={roleKeys[each]}
          tabIndex={-1}
          className={styles.menuItem}
          onClick={() => onChoose(each)}
        >
          <span>{t(`roles.${each}`)}</span>
          <Kbd>{roleKeys[each].toUpperCase()}</Kbd>
        </button>
      ))}
    </div>
  );
}
