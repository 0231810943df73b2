'use client';

/** What was pasted or dropped somewhere on the desk, on its way to the intake form: one page hands it to the next. */
export interface Carried {
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly File[];
}

let carried: Carried | null = null;

export const carry = (what: Carried): void => void (carried = what);

/** Looked at while rendering, which may happen more than once before anything is on the screen … */
export const lookAtCarried = (): Carried | null => carried;

/** … and gone when it is there. */
export const dropCarried = (): void => void (carried = null);

/** What a paste or a drop holds; null when there is nothing for us in it. */
export function contentOf(data: DataTransfer | null): Carried | null {
  if (!data) return null;
  const files = [...data.files];
  const text = data.getData('text/plain');
  const html = data.getData('text/html') || null;
  return files.length > 0 || text.trim() !== '' || html ? { text, html, files } : null;
}

/** Whether keys and pastes belong to what has the focus. */
export const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName));
