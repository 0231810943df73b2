import type { ActName } from './acts.rules.ts';
import { acts } from './acts.rules.ts';

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a press of keys is called: `c`, `?`, `J`, `Mod+k`, `Mod+Shift+z`, `Escape`. Alone, Shift shows in the sign itself. */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  if (!ctrlKey && !metaKey && !altKey) return key;
  const plain = key.length === 1 ? key.toLowerCase() : key;
  return [ctrlKey || metaKey ? 'Mod' : '', altKey ? 'Alt' : '', shiftKey ? 'Shift' : '', plain]
    .filter(Boolean)
    .join('+');
}

/** A person's own keys by act; null: none. What is not named keeps its default. */
export type OwnKeys = Readonly<Partial<Record<ActName, string | null>>>;

export function keyFor(own: OwnKeys, name: ActName): string | null {
  const given = own[name];
  if (given !== undefined) return given;
  const key = acts.find((act) => act.name === name)?.key ?? null;
  // A key that was given to another act is no longer this one's.
  return key !== null && Object.values(own).includes(key) ? null : key;
}

export const actOfKey = (own: OwnKeys, key: string): ActName | null =>
  acts.find(({ name }) => keyFor(own, name) === key)?.name ?? null;

/** How a key is shown: Esc, Ctrl K, Shift J. */
export function keyLabel(key: string): string {
  const parts = key.split(/\+(?=.)/u);
  const shown = parts.map((part) => {
    if (part === 'Mod') return 'Ctrl';
    if (part === 'Escape') return 'Esc';
    if (part.length > 1) return part;
    const upper = part.toUpperCase();
    return parts.length === 1 && upper === part && upper !== part.toLowerCase() ? `Shift ${upper}` : upper;
  });
  return shown.join(' ');
}
