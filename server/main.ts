// The one process: Next and the WebSocket on one port. Start, stop, health.
import './environment.ts';
import http from 'node:http';
import path from 'node:path';
import next from 'next';
import { fetcher } from '../lib/fetch/fetcher.ts';
import { createLiveServer } from '../lib/live/server.ts';
import { keepHouse } from '../lib/accounts/housekeeping.ts';
import { logUnforeseen } from '../lib/platform/log.ts';
import { database } from '../lib/platform/db.ts';
import { environmentComplaint } from '../lib/platform/env.ts';
import { mailer } from '../lib/platform/mail.ts';
import { jobKinds } from '../lib/api/job-kinds.ts';
import { keepForgetting } from '../lib/retention/forget.ts';
import { startJobs } from '../lib/platform/jobs.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { loadDemo } from '../seeds/demo.ts';
import { createFront } from './front.ts';
import { healthHandler } from './health.ts';
import { listen } from './listen.ts';
import { startNotifications } from './notifications.ts';
import { startWebhooks } from './webhooks.ts';
import { StartRefused, startPostgres } from './postgres.ts';
import { keptSecret } from './secret.ts';

const root = path.dirname(import.meta.dirname);
const dev = process.argv.includes('--dev');
const host = process.env.HOST ?? '127.0.0.1';
const loopback = ['127.0.0.1', '::1', 'localhost'].includes(host);
const home = process.env.REDTHREAD_DATA ?? path.join(root, '.data');
const began = performance.now();

type Stop = () => Promise<void> | void;
const stops: Stop[] = [];
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Whatever hangs, a person who pressed Ctrl-C gets the prompt back.
  setTimeout(() => process.exit(code || 1), 8000).unref();
  for (const undo of stops.reverse()) {
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

async function start(): Promise<void> {
  const embedded = !process.env.DATABASE_URL;
  // The port first: nobody else can take it while the database starts, and whoever asks early is told to wait.
  const server = http.createServer();
  const starting: http.RequestListener = (_request, response) =>
    response.writeHead(503, { 'Retry-After': '1' }).end('Starting.');
  server.on('request', starting);
  const port = await listen(server, host, process.env.PORT);
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });

  if (embedded) {
    const postgres = await startPostgres(home);
    stops.push(postgres.stop);
    process.env.DATABASE_URL = postgres.url;
    process.env.AUTH_SECRET ??= keptSecret(home);
    process.env.REDTHREAD_DEMO = loopback ? '1' : '0';
  } else {
    process.env.REDTHREAD_DEMO = '0';
  }
  const complaint = environmentComplaint(process.env);
  if (complaint) throw new StartRefused(complaint);
  // next-auth's own names for the same two things.
  process.env.NEXTAUTH_SECRET = process.env.AUTH_SECRET;
  if (process.env.PUBLIC_URL) process.env.NEXTAUTH_URL = process.env.PUBLIC_URL;
  else process.env.AUTH_TRUST_HOST = '1';

  const url = process.env.DATABASE_URL ?? '';
  // A team server may let `redthread migrate` do it, as the owner of the tables, which the app then need not be.
  if (process.env.REDTHREAD_MIGRATE !== '0') await migrate(url, path.join(root, 'prisma/migrations'));
  const db = await database();
  stops.push(db.close);
  if (process.env.REDTHREAD_DEMO === '1') await loadDemo(db);

  const address = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  process.env.REDTHREAD_ADDRESS = address;
  const notifications = startNotifications({
    db,
    mail: mailer(),
    address: process.env.PUBLIC_URL ?? address,
    onError: logUnforeseen,
  });
  stops.push(notifications.close);
  const webhooks = startWebhooks({ db, fetchUrl: fetcher(), onError: logUnforeseen });
  stops.push(webhooks.close);
  const onEvents = (streamId: string | null) => {
    notifications.wake(streamId);
    webhooks.wake(streamId);
  };
  const live = await createLiveServer({ db, url, redisUrl: process.env.REDIS_URL, onEvents });
  stops.push(live.close);
  // Closed first of all: what is being read is given back to whoever starts next.
  const jobs = startJobs(db, jobKinds);
  stops.push(jobs.close);
  stops.push(keepHouse(db, logUnforeseen));
  stops.push(keepForgetting(db, logUnforeseen));
  const app = next({ dev, dir: root, hostname: host, port, httpServer: server });
  await app.prepare();
  stops.push(() => app.close());
  const handle = app.getRequestHandler();
  const upgrade = app.getUpgradeHandler();
  const health = healthHandler(db, live);
  const front = createFront({
    trustedProxies: process.env.TRUSTED_PROXIES ?? '',
    publicUrl: process.env.PUBLIC_URL,
    loopback,
    log: process.env.LOG === 'json',
  });
  server.off('request', starting);
  server.on('request', (request, response) => {
    if (front.admit(request, response) && !health(request, response)) void handle(request, response);
  });
  server.on('upgrade', (request, socket, head) => {
    if (!front.admit(request)) socket.destroy();
    else if (new URL(request.url ?? '/', 'http://here').pathname === '/live') live.handleUpgrade(request, socket, head);
    else if (dev) void upgrade(request, socket, head);
    else socket.destroy();
  });
  console.log(`Redthread is ready at ${address} (${Math.round(performance.now() - began)} ms). Ctrl-C stops it.`);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof StartRefused ? error.message : error);
  await stop(1);
}
