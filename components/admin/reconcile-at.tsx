import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { settingsShape } from '@/lib/accounts/settings.schema.ts';

interface Props {
  readonly value: string;
  readonly disabled: boolean;
  readonly onSave: (address: string) => void;
}

/** Where names may be looked up; empty: nowhere, and nothing leaves (ENT-5). */
export function ReconcileAt({ value, disabled, onSave }: Props) {
  const t = useTranslations('moderation.settings');
  const [typed, setTyped] = useState(value);
  const address = typed.trim();
  const fits = settingsShape.shape.reconcileAt.unwrap().safeParse(address).success;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onSave(address);
      }}
    >
      <TextField
        label={t('reconcile')}
        hint={t('reconcileHint')}
        error={fits ? null : t('reconcileWrong')}
        type="url"
        placeholder="https://"
        maxLength={500}
        disabled={disabled}
        value={typed}
        onValue={setTyped}
      />
      <Button type="submit" disabled={disabled || !fits || address === value}>
        {t('reconcileSave')}
      </Button>
    </form>
  );
}
