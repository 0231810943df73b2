'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TextField } from '@/components/ui/field.tsx';
import type { Known } from './entity-choice.tsx';
import { EntityChoice } from './entity-choice.tsx';

interface SpeakerProps {
  readonly investigationId: string;
  readonly value: Known | null;
  readonly onChange: (speaker: Known | null) => void;
}

/** Who says it: somebody whom the newsroom knows already (CLM-1). */
export function SpeakerField(props: SpeakerProps) {
  const t = useTranslations('claims.side');
  const [typed, setTyped] = useState('');
  return (
    <>
      <TextField label={t('findSpeaker')} type="search" autoComplete="off" value={typed} onValue={setTyped} />
      <EntityChoice {...props} label={t('speaker')} typed={typed} />
    </>
  );
}
