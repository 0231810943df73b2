import { useTranslations } from 'use-intl';
import { Field, Select } from '@/components/ui/field.tsx';
import { allNames, propertiesOf } from '@/lib/entities/rules.ts';
import { SchemaOptions } from '../entity-picker.tsx';
import { usePropertyLabel } from '../use-labels.ts';
import styles from './import.module.css';

export interface TableMapping {
  readonly schema: string;
  /** Column to property; one that is not there is not taken. */
  readonly columns: Readonly<Record<string, string>>;
  /** The column that tells rows apart; empty: each row is its own. */
  readonly id: string;
}

interface Props {
  readonly columns: readonly string[];
  readonly mapping: TableMapping;
  readonly onSchema: (schema: string) => void;
  readonly onMapping: (mapping: TableMapping) => void;
}

/** What the rows are, and what each column says of them. */
export function Columns({ columns, mapping, onSchema, onMapping }: Props) {
  const t = useTranslations('entities.import');
  const labelOf = usePropertyLabel();
  const options = (properties: Readonly<Record<string, string>>) =>
    Object.entries(properties).map(([name, label]) => (
      <option key={name} value={name}>
        {labelOf(name, label)}
      </option>
    ));
  return (
    <fieldset className={styles.columns}>
      <legend>{t('columns')}</legend>
      <Field label={t('kind')}>
        {(control) => (
          <Select {...control} value={mapping.schema} onChange={(event) => onSchema(event.target.value)}>
            <SchemaOptions />
          </Select>
        )}
      </Field>
      {columns.map((column) => (
        <Field key={column} label={t('column', { column })}>
          {(control) => (
            <Select
              {...control}
              value={mapping.columns[column] ?? ''}
              onChange={(event) =>
                onMapping({ ...mapping, columns: { ...mapping.columns, [column]: event.target.value } })
              }
            >
              <option value="">{t('notTaken')}</option>
              <optgroup label={t('names')}>{options(allNames)}</optgroup>
              <optgroup label={t('values')}>{options(propertiesOf(mapping.schema))}</optgroup>
            </Select>
          )}
        </Field>
      ))}
      <Field label={t('id')} hint={t('idHint')}>
        {(control) => (
          <Select
            {...control}
            value={mapping.id}
            onChange={(event) => onMapping({ ...mapping, id: event.target.value })}
          >
            <option value="">{t('noId')}</option>
            {columns.map((column) => (
              <option key={column} value={column}>
                {column}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </fieldset>
  );
}
