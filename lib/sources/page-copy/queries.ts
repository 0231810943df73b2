import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { downloadHeaders } from '../../platform/download.ts';
import { found, refuse } from '../../platform/errors.ts';
import { query } from '../../platform/query.ts';
import { sourceRef } from '../schema.ts';
import { FORGOTTEN } from '../raw.ts';
import { COPY_POLICY } from './copy-policy.rules.ts';
import { pageCopiesView, pageCopyRef } from './schema.ts';

const GIVEN_UP = 'The copy of the page was not made.';
const ENDED: readonly string[] = ['failed', 'cancelled'];

/** The kept pages of a source, and those that are being made. */
export const listPageCopies = query({
  name: 'source.page_copies',
  input: sourceRef,
  output: pageCopiesView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId }) => {
    const copies = await db.pageCopy.findMany({ where: { sourceId }, orderBy: { version: 'asc' } });
    const sizes = await db.$queryRaw<{ id: string; sha256: string; bytes: number }[]>`
      SELECT c.id, r.sha256, octet_length(r.bytes) AS bytes
      FROM "PageCopy" c JOIN "RawInput" r ON r.id = c."rawInputId" WHERE c."sourceId" = ${sourceId}::uuid`;
    const jobs = await db.job.findMany({
      where: { id: { in: copies.map(({ id }) => id) } },
      select: { id: true, state: true, failure: true },
    });
    const items = copies.map(({ id, version, taken, left, createdAt }) => {
      const file = sizes.find((one) => one.id === id);
      const job = jobs.find((one) => one.id === id);
      const ended = file === undefined && (job === undefined || ENDED.includes(job.state));
      return {
        ...{ version, taken, left, at: createdAt.toISOString() },
        ...{ sha256: file?.sha256 ?? null, bytes: file?.bytes ?? 0 },
        failure: ended ? (job?.failure ?? GIVEN_UP) : null,
      };
    });
    return { items, next: null };
  },
});

const keptPage = z.object({ bytes: z.instanceof(Uint8Array), sha256: z.string(), name: z.string() });
type KeptPage = z.infer<typeof keptPage>;

export const getPageCopy = query({
  name: 'source.page_copy',
  input: pageCopyRef,
  output: keptPage,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId, version }): Promise<KeptPage> => {
    const copy = await db.pageCopy.findFirst({
      where: { sourceId, rawInputId: { not: null }, ...(version === undefined ? {} : { version }) },
      orderBy: { version: 'desc' },
      include: { rawInput: true },
    });
    const { bytes, sha256, erasedAt } = found(copy?.rawInput, 'No copy of the page is kept here.');
    if (erasedAt) refuse('not_found', FORGOTTEN);
    return { bytes, sha256, name: `page-${sourceId}-${copy?.version ?? 1}.html` };
  },
});

/** A download, which no browser shows. */
export const keptPageFile = ({ bytes, sha256, name }: KeptPage): Response =>
  new Response(Buffer.from(bytes), {
    headers: downloadHeaders({ name, sha256, mediaType: 'application/octet-stream' }),
  });

/** The page as it was: of no origin, so that it is nobody here; it runs nothing, loads nothing and sends nothing (ACC-6). */
export const keptPageShown = ({ bytes, sha256, name }: KeptPage): Response =>
  new Response(Buffer.from(bytes), {
    headers: {
      ...downloadHeaders({ name, sha256, mediaType: 'text/html; charset=utf-8' }),
      'content-disposition': 'inline',
      'content-security-policy': `sandbox; frame-ancestors 'none'; ${COPY_POLICY}`,
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    },
  });
