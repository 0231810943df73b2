'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { carry, contentOf, isEditable } from './clipboard.ts';

/** Pasting or dropping anywhere on the pages of a case opens the intake with it. */
export function PasteAnywhere({ investigationId }: { readonly investigationId: string }) {
  const router = useRouter();
  useEffect(() => {
    const open = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
      if (isEditable(event.target) || event.defaultPrevented) return;
      const content = contentOf(data);
      if (!content) return;
      event.preventDefault();
      carry(content);
      router.push(`/investigations/${investigationId}/sources/new`);
    };
    const onPaste = (event: ClipboardEvent) => open(event, event.clipboardData);
    const onDrop = (event: DragEvent) => open(event, event.dataTransfer);
    const onOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('drop', onDrop);
    document.addEventListener('dragover', onOver);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('drop', onDrop);
      document.removeEventListener('dragover', onOver);
    };
  }, [investigationId, router]);
  return null;
}
