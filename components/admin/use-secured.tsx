'use client';

import type { ReactNode, SyntheticEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { act } from '@/components/data/act.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { answerWithPasskey } from '@/components/door/passkey.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { Result } from '@/lib/platform/errors.ts';
import styles from './admin.module.css';

const proved = z.object({ proved: z.boolean() });

export interface Secured {
  /** Runs a command; asks for a proof first when it is wanted. Says what went wrong. True when it was done. */
  readonly command: (name: string, input: Record<string, unknown>) => Promise<boolean>;
  /** The same for an act of one's own account; its answer, or null. */
  readonly own: <Output>(
    name: string,
    input: Record<string, unknown>,
    shape: z.ZodType<Output>,
  ) => Promise<Output | null>;
  /** To be placed once on the page. */
  readonly dialog: ReactNode;
}

/** Dangerous acts ask once more who sits here, and go on by themselves when that is shown. */
export function useSecured(): Secured {
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const settle = useRef<((done: boolean) => void) | null>(null);

  function finish(done: boolean) {
    setAsking(false);
    settle.current?.(done);
    settle.current = null;
  }

  async function run<Output>(attempt: () => Promise<Result<Output>>): Promise<Result<Output>> {
    const first = await attempt();
    if (first.ok || first.error.code !== 'reauthenticate') return first;
    const shown = await new Promise<boolean>((resolve) => {
      settle.current = resolve;
      setAsking(true);
    });
    return shown ? attempt() : first;
  }

  function report(result: Result<unknown>): void {
    if (!result.ok && result.error.code !== 'reauthenticate') toast({ text: result.error.detail, tone: 'bad' });
  }

  return {
    command: async (name, input) => {
      const result = await run(() => sendCommand(name, input));
      report(result);
      return result.ok;
    },
    own: async (name, input, shape) => {
      const result = await run(() => act(`/api/account/${name}`, input, shape));
      report(result);
      return result.ok ? result.value : null;
    },
    dialog: asking ? <ProveDialog onDone={finish} /> : null,
  };
}

function ProveDialog({ onDone }: { readonly onDone: (proved: boolean) => void }) {
  const t = useTranslations('accounts.prove');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function show(input: Record<string, unknown>) {
    const result = await act('/api/account/prove', input, proved);
    if (result.ok) onDone(true);
    else if (result.error.code === 'second_factor' && !asksCode) setAsksCode(true);
    else setError(result.error.detail);
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void show({ password, ...(code ? { code } : {}) });
  }

  async function withPasskey() {
    const answered = await answerWithPasskey('/api/account/prove-options');
    if (!answered.ok) setError(answered.error.detail);
    else if (answered.value) await show({ passkey: answered.value });
  }

  return (
    <Dialog open onClose={() => onDone(false)} title={t('title')}>
      <form onSubmit={submit} className={styles.form}>
        <p>{t('why')}</p>
        <p role="alert" className={styles.error} hidden={!error}>
          {error}
        </p>
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          value={password}
          onValue={setPassword}
        />
        {asksCode ? (
          <TextField
            label={t('code')}
            ref={(input) => input?.focus()}
            autoComplete="one-time-code"
            value={code}
            onValue={setCode}
          />
        ) : null}
        <DialogActions>
          <Button variant="quiet" onClick={() => void withPasskey()}>
            {t('passkey')}
          </Button>
          <Button variant="primary" type="submit">
            {t('go')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
