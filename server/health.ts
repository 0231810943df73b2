import { timingSafeEqual } from 'node:crypto';
import type http from 'node:http';
import { sha256 } from '../lib/platform/canonical.ts';
import type { LiveServer } from '../lib/live/server.ts';
import type { Database } from '../lib/platform/db.ts';

/** Answers /healthz, /readyz and /metrics; true when the request was one of them. */
export function healthHandler(
  db: Database,
  live: LiveServer,
): (request: http.IncomingMessage, response: http.ServerResponse) => boolean {
  return (request, response) => {
    switch (new URL(request.url ?? '/', 'http://here').pathname) {
      case '/healthz':
        respond(response, 200, 'ok');
        return true;
      case '/readyz':
        void ready(db, live).then((complaint) => respond(response, complaint ? 503 : 200, complaint ?? 'ready'));
        return true;
      case '/metrics':
        if (mayMeasure(request)) respond(response, 200, metrics(db, live));
        else respond(response, 403, 'metrics are for METRICS_TOKEN, or for this machine itself');
        return true;
      default:
        return false;
    }
  };
}

/** Not public: a scraper shows METRICS_TOKEN; without one set, only this machine itself may look, and not through a proxy. */
function mayMeasure({ headers }: http.IncomingMessage): boolean {
  const wanted = process.env.METRICS_TOKEN;
  if (!wanted) return headers['x-redthread-direct'] === '1';
  const given = sha256(headers.authorization ?? '');
  return timingSafeEqual(Buffer.from(given), Buffer.from(sha256(`Bearer ${wanted}`)));
}

async function ready(db: Database, live: LiveServer): Promise<string | undefined> {
  if (!live.listening()) return 'the event feed is not connected';
  try {
    await db.pool.query('SELECT 1 FROM "LiveDocument" LIMIT 1');
    return undefined;
  } catch {
    return 'the database does not answer';
  }
}

/** Prometheus text format. */
function metrics(db: Database, live: LiveServer): string {
  const { rss, heapUsed } = process.memoryUsage();
  const gauges = {
    redthread_live_connections: live.stats().connections,
    redthread_live_documents: live.stats().documents,
    redthread_database_connections: db.pool.totalCount,
    redthread_database_waiting: db.pool.waitingCount,
    process_resident_memory_bytes: rss,
    nodejs_heap_used_bytes: heapUsed,
    process_uptime_seconds: Math.round(process.uptime()),
  };
  return Object.entries(gauges)
    .map(([name, value]) => `# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}

function respond(response: http.ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(body);
}
