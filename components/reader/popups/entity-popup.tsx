'use client';

import { EntityPicker } from '@/components/entities/entity-picker.tsx';
import type { PopupProps } from '../plugins.tsx';
import { usePopup } from './popup-context.ts';

export function EntityPopup({ words }: PopupProps) {
  const { investigation, mark, leave } = usePopup();
  return (
    <EntityPicker
      investigationId={investigation.id}
      query={words}
      onPick={(picked) => mark('entity', picked)}
      onCancel={leave}
    />
  );
}
