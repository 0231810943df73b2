'use client';

import { useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import desk from '@/components/desk/desk.module.css';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { auditPage } from '@/lib/moderation/schema.ts';
import styles from './admin.module.css';

/** The workspace's own trail, newest first; each line with the hash that chains it. */
export function AuditTable() {
  const [type, setType] = useState('');
  const [after, setAfter] = useState<string | null>(null);
  const { data, error } = useApi(
    `/audit?limit=50${type ? `&type=${encodeURIComponent(type)}` : ''}${after ? `&after=${after}` : ''}`,
    auditPage,
  );
  return (
    <>
      <h1>Audit trail</h1>
      <div className={styles.tools}>
        <Field label="What" hint="For example account, session.started, entity">
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={type}
              onChange={(event) => {
                setType(event.target.value);
                setAfter(null);
              }}
            />
          )}
        </Field>
      </div>
      {error ? <p role="alert">{error.message}</p> : null}
      <table className={desk.table}>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">About</th>
            <th scope="col">When</th>
            <th scope="col" className={desk.hideSmall}>
              Hash
            </th>
          </tr>
        </thead>
        <tbody>
          {(data?.items ?? []).map((line) => (
            <tr key={line.id}>
              <td>{line.seq}</td>
              <td>
                {line.type}
                {typeof line.data['reason'] === 'string' ? `: ${line.data['reason']}` : ''}
              </td>
              <td>{line.actor.name}</td>
              <td>{line.subject.name ?? line.subject.type}</td>
              <td>
                <When at={line.at} />
              </td>
              <td className={desk.hideSmall}>
                <span className={styles.hash} title={line.hash}>
                  {line.hash.slice(0, 8)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.tools}>
        {after ? <Button onClick={() => setAfter(null)}>Newest</Button> : null}
        {data?.next ? <Button onClick={() => setAfter(data.next)}>Older</Button> : null}
      </div>
    </>
  );
}
