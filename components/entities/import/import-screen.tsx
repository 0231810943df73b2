'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ListTopic } from '@/lib/entities/lists.rules.ts';
import { listTopics } from '@/lib/entities/lists.rules.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField, TextInput } from '@/components/ui/field.tsx';
import { usePropertyLabels } from '../use-labels.ts';
import type { TableMapping } from './columns.tsx';
import { Columns } from './columns.tsx';
import styles from './import.module.css';
import { Outcome } from './outcome.tsx';
import { columnsOf, guessColumn } from './table-head.rules.ts';
import { useImport } from './use-import.ts';

interface Props {
  /** Cases that it could go into. */
  readonly cases: readonly { readonly id: string; readonly title: string }[];
  readonly caseId: string;
}

/** The head of a table is in its first lines; the rest of a large file is not read here. */
const HEAD_BYTES = 64 * 1024;

interface Chosen {
  readonly file: File;
  /** Null: FollowTheMoney lines, which say themselves what they are. */
  readonly columns: readonly string[] | null;
}

/** Takes a file of names in: read, mapped, tried without effect, then followed line by line (ENT-8). */
export function ImportScreen({ cases, caseId: given }: Props) {
  const t = useTranslations('entities.import');
  const words = useTranslations('entities');
  const labels = usePropertyLabels();
  const { standing, forget, tryOut, takeIn, stop } = useImport(words('unreachable'));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [mapping, setMapping] = useState<TableMapping>({ schema: 'Person', columns: {}, id: '' });
  const [caseId, setCaseId] = useState(given);
  const [name, setName] = useState('');
  const [watch, setWatch] = useState(false);
  const [watchAs, setWatchAs] = useState<ListTopic>('poi');
  const busy = standing.t === 'trying' || standing.t === 'working';
  const named = !chosen?.columns || Object.values(mapping.columns).includes('name');

  const map = (schema: string, columns: readonly string[]) => {
    const taken = new Set<string>();
    const guessed = columns.map((column) => {
      const property = guessColumn(column, schema, labels);
      // One column is the name; what else is called so is left to the person.
      const once = property === 'name' && taken.has('name') ? '' : property;
      taken.add(once);
      return [column, once] as const;
    });
    const id = columns.find((column) => /^(id|identifier|identificador)$/iu.test(column)) ?? '';
    setMapping({ schema, columns: Object.fromEntries(guessed), id });
  };
  const choose = async (file: File | undefined) => {
    forget();
    if (!file) {
      setChosen(null);
      return;
    }
    const isTable = !/\.(json|ftm|ndjson|jsonl|ijson)$/iu.test(file.name);
    const columns = isTable ? columnsOf(await file.slice(0, HEAD_BYTES).text()) : null;
    setChosen({ file, columns });
    setName(file.name.slice(0, 200));
    if (columns) map(mapping.schema, columns);
  };
  const search = (): URLSearchParams => {
    const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([, property]) => property !== ''));
    const table = { schema: mapping.schema, columns, ...(mapping.id ? { id: mapping.id } : {}) };
    return new URLSearchParams({
      format: chosen?.columns ? 'csv' : 'ftm',
      name: name.trim() || 'import',
      watch: String(watch),
      watchAs,
      ...(caseId ? { investigationId: caseId } : {}),
      ...(chosen?.columns ? { mapping: JSON.stringify(table) } : {}),
    });
  };

  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()} onChange={() => !busy && forget()}>
      <Field label={t('file')} hint={t('fileHint')}>
        {(control) => (
          <TextInput
            {...control}
            type="file"
            accept=".csv,.tsv,.txt,.json,.ftm,.ndjson,.jsonl,.ijson"
            disabled={busy}
            onChange={(event) => void choose(event.target.files?.[0])}
          />
        )}
      </Field>
      {chosen ? (
        <>
          {chosen.columns ? (
            <Columns
              columns={chosen.columns}
              mapping={mapping}
              onSchema={(schema) => map(schema, chosen.columns ?? [])}
              onMapping={setMapping}
            />
          ) : null}
          <Field label={t('case')} hint={t('caseHint')}>
            {(control) => (
              <Select {...control} value={caseId} disabled={busy} onChange={(event) => setCaseId(event.target.value)}>
                <option value="">{t('noCase')}</option>
                {cases.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <TextField label={t('listName')} hint={t('listNameHint')} maxLength={200} value={name} onValue={setName} />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={watch}
              disabled={busy}
              onChange={(event) => setWatch(event.target.checked)}
            />
            {t('watch')}
          </label>
          {watch ? (
            <Field label={t('watchAs')} hint={t('watchAsHint')}>
              {(control) => (
                <Select
                  {...control}
                  value={watchAs}
                  disabled={busy}
                  onChange={(event) => setWatchAs(event.target.value === 'sanction' ? 'sanction' : 'poi')}
                >
                  {listTopics.map((topic) => (
                    <option key={topic} value={topic}>
                      {t(`topics.${topic}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ) : null}
          <p className={styles.acts}>
            <Button disabled={busy || !named} onClick={() => void tryOut(chosen.file, search())}>
              {t('try')}
            </Button>
            <Button variant="primary" disabled={busy || !named} onClick={() => void takeIn(chosen.file, search())}>
              {t('take')}
            </Button>
            {named ? null : <span>{t('needsName')}</span>}
          </p>
        </>
      ) : null}
      <Outcome standing={standing} caseId={caseId} onStop={stop} />
    </form>
  );
}
