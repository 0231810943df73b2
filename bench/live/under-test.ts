import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { freePort } from '../../server/postgres.ts';
import type { Kind } from './clients.ts';

export interface Cost {
  readonly cpu: number;
  readonly rss: number;
}

export class ServerUnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly profile: boolean,
  ) {}

  /** `profile`: where its CPU goes is written when it stops. */
  static async start(kind: Kind, url: string, profile = false): Promise<ServerUnderTest> {
    const port = await freePort();
    const child = fork('bench/live/server.ts', [kind, String(port)], {
      execArgv: [
        '--no-deprecation',
        '--expose-gc',
        ...(profile ? ['--cpu-prof', '--cpu-prof-dir=.data-profile'] : []),
        '--import',
        'tsx',
      ],
      env: { ...process.env, DATABASE_URL: url },
    });
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error(`${kind} did not start`)));
    });
    return new ServerUnderTest(child, port, profile);
  }

  cost(collect = false): Promise<Cost> {
    return new Promise((resolve) => {
      this.child.once('message', (cost) => resolve(cost as Cost));
      this.child.send(collect ? 'collect' : 'cost');
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.child.removeAllListeners('exit');
      this.child.once('exit', () => resolve());
      this.child.kill(this.profile ? 'SIGINT' : 'SIGKILL');
    });
  }
}
