// Makes the Prisma client after every install. Built-ins only, so that it runs on any Node.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const cli = path.join(root, 'node_modules/prisma/build/index.js');
if (existsSync(cli)) {
  const packaged = path.join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const node = existsSync(packaged) ? packaged : process.execPath;
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
  env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
  const done = spawnSync(node, [cli, 'generate', '--no-hints'], { cwd: root, env, encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
    process.exit(1);
  }
}
