import { useTranslations } from 'use-intl';
import styles from './avatar.module.css';
import { initials, personHue } from './person-color.ts';

/** Initials mean a person. Decorative beside a written name; give `label` where it stands alone. */
export function Avatar({
  id,
  name,
  size = 22,
  label = false,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: 20 | 22 | 26 | 28 | 34;
  readonly label?: boolean;
}) {
  return (
    <span
      className={styles.face}
      // No style attribute: the content policy lets none of a page's HTML through.
      data-hue={personHue(id)}
      data-size={size}
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
