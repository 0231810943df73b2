'use client';

import { EntityPicker } from '@/components/entities/entity-picker.tsx';
import type { PopupProps } from '../plugins.tsx';
import { useReader } from '../room/room-context.ts';

export function EntityPopup({ words }: PopupProps) {
  const { investigation, mark, leave } = useReader();
  return (
    <EntityPicker
      investigationId={investigation.id}
      query={words}
      onPick={(picked) => mark('entity', picked)}
      onCancel={leave}
    />
  );
}
