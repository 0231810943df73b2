'use client';

import { createContext, useContext } from 'react';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';

/** What a popup that makes a mark stands on: the reading room gives it, and so does the draft. */
export interface PopupSurroundings {
  readonly investigation: InvestigationView;
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** All marks of the source that I may read. */
  readonly annotations: readonly AnnotationView[];
  /** Marks the words at which it stands; it goes away. */
  readonly mark: (kind: AnnotationKind, more?: Record<string, unknown>) => void;
  readonly leave: () => void;
  /** Keeps marking with these tags (ANN-11); null where one does not paint. */
  readonly paint: ((tags: readonly string[]) => void) | null;
}

export const PopupContext = createContext<PopupSurroundings | null>(null);

export function usePopup(): PopupSurroundings {
  const popup = useContext(PopupContext);
  if (!popup) throw new Error('usePopup is for popups at selected words');
  return popup;
}
