import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { EntityItem } from '@/lib/entities/schema.ts';
import styles from './entities.module.css';

const tones = { sanctioned: 'bad', interest: 'warn', listed: 'warn' } as const;

/** That somebody stands on a list which the newsroom took in, and on which: it is said wherever their name is proposed. */
export function OnLists({ lists }: { readonly lists: EntityItem['lists'] }) {
  const t = useTranslations('entities.onList');
  if (lists.length === 0) return null;
  return (
    <span className={styles.onLists}>
      {lists.map(({ list, as }) => (
        <Chip key={`${as} ${list}`} tone={tones[as]} icon="⚑">
          <span dir="auto">{t(as, { list })}</span>
        </Chip>
      ))}
    </span>
  );
}
