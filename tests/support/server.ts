import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** The built product on a port of its own, once it says that it is ready. What it said is in the error when it never does. */
export function startServer(home: string, port: number, entry = 'server/main.ts'): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      REDTHREAD_DATA: home,
      DATABASE_URL: '',
      VITEST: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('is ready at')) resolve(child);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', () => reject(new Error(`the server did not start:\n${output}`)));
  });
}

/** Sends the signal and waits for the end. */
export function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
