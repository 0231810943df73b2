import { useTranslations } from 'use-intl';
import styles from './avatar.module.css';
import { initials, personColor } from './person-color.ts';

/** Initials mean a person. Decorative beside a written name; give `label` where it stands alone. */
export function Avatar({
  id,
  name,
  size = 22,
  label = false,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
  readonly label?: boolean;
}) {
  const look = {
    background: personColor(id),
    width: size,
    height: size,
    fontSize: Math.max(9, Math.round(size * 0.42)),
  };
  return (
    <span
      className={styles.face}
      style={look}
      title={name}
      {...(label ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
    >
      {initials(name)}
    </span>
  );
}

/** Who is here, overlapping a little; more than `max` are counted. */
export function Faces({
  people,
  max = 5,
}: {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly max?: number;
}) {
  const t = useTranslations('common');
  const more = people.length - max;
  if (people.length === 0) return null;
  return (
    <ul className={styles.faces} aria-label={t('alsoHere')}>
      {people.slice(0, max).map((person) => (
        <li key={person.id}>
          <Avatar id={person.id} name={person.name} size={26} label />
        </li>
      ))}
      {more > 0 ? <li className={styles.more}>{t('more', { count: more })}</li> : null}
    </ul>
  );
}
