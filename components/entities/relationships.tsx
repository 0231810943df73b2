import Link from 'next/link';
import { Chip } from '@/components/ui/chip.tsx';
import type { Tone } from '@/components/ui/chip.tsx';
import type { Support } from '@/lib/entities/rules.ts';
import { schemaLabel, supportWords } from '@/lib/entities/rules.ts';
import type { EntityView, RelationshipView } from '@/lib/entities/schema.ts';
import styles from './entities.module.css';

/** The line says it by its style, the words say it again (ENT-6, UX-2). */
const looks: Readonly<Record<Support, { readonly tone: Tone; readonly icon: string }>> = {
  verified: { tone: 'ok', icon: '✓' },
  refuted: { tone: 'bad', icon: '✗' },
  disputed: { tone: 'warn', icon: '!' },
  checking: { tone: 'note', icon: '◔' },
  none: { tone: 'unsure', icon: '○' },
};

/** How it is linked, each line with the state of what carries it. */
export function Relationships({ entity }: { readonly entity: EntityView }) {
  if (entity.relationships.length === 0) return <p className={styles.muted}>No relationship is drawn yet.</p>;
  return (
    <ul className={styles.links}>
      {entity.relationships.map((link) => (
        <li key={link.id}>
          <Line link={link} entity={entity} />
        </li>
      ))}
    </ul>
  );
}

function Line({ link, entity }: { readonly link: RelationshipView; readonly entity: EntityView }) {
  const outward = link.fromId === entity.id;
  const other = outward ? link.to : link.from;
  const { tone, icon } = looks[link.support];
  return (
    <>
      <p className={styles.linkWords}>
        <span className={styles.thread} data-support={link.support} aria-hidden="true" />
        <span className={link.support === 'refuted' ? styles.struck : undefined}>
          {outward || !link.directed ? `${link.words} ` : ''}
          <Link href={`/entities/${other.id}`}>{other.name}</Link>
          {outward || !link.directed ? '' : ` ${link.words} ${entity.name}`}
        </span>
      </p>
      <p className={styles.where}>
        <span>{[schemaLabel(link.schema), link.role, when(link)].filter(Boolean).join(', ')}</span>
        <Chip tone={tone} icon={icon}>
          {supportWords[link.support]}
        </Chip>
        {link.claims.map((claim) => (
          <Link key={claim.id} href={`/claims/${claim.id}`}>
            claim {claim.number}
          </Link>
        ))}
      </p>
    </>
  );
}

function when({ startDate, endDate }: RelationshipView): string {
  if (startDate && endDate) return `${startDate} to ${endDate}`;
  if (startDate) return `from ${startDate}`;
  return endDate ? `until ${endDate}` : '';
}
