import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do; announced when it appears. */
  readonly error?: string | null | undefined;
  /** Hides the label from the eye only. */
  readonly quiet?: boolean;
  readonly children: (control: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  }) => ReactNode;
}

/** Label, control, hint and error, tied together: `<Field label="Title">{(control) => <TextInput {...control} />}</Field>`. */
export function Field({ label, hint, error, quiet = false, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={quiet ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint ? (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      <p id={`${id}-error`} className={styles.error} role="alert" hidden={!error}>
        {error}
      </p>
    </div>
  );
}

export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={[styles.control, className].filter(Boolean).join(' ')} />;
}

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'children'>, Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A line of text with its label: `<TextField label="Title" value={title} onValue={setTitle} />`. */
export function TextField({ label, hint, error, quiet, onValue, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} {...(quiet === undefined ? {} : { quiet })}>
      {(control) => <TextInput {...control} {...input} onChange={(event) => onValue(event.target.value)} />}
    </Field>
  );
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...rest} className={[styles.control, className].filter(Boolean).join(' ')} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={[styles.control, className].filter(Boolean).join(' ')} />;
}
