import type { Database } from '../platform/db.ts';

export interface SourcesReport {
  readonly raw: number;
  readonly versions: number;
  /** What does not fit, in words; empty when everything does. */
  readonly broken: readonly string[];
}

interface Broken {
  readonly id: string;
  readonly why: string;
}

/**
 * Recomputes the hash of every raw input and every sealed version, and holds both against what the trail says of them
 * (SRC-2, SRC-3): a text and its hash that were changed together still differ from the chained event. In the database,
 * which has the bytes.
 */
export async function verifySources({ pool }: Pick<Database, 'pool'>): Promise<SourcesReport> {
  const count = async (table: 'RawInput' | 'SourceVersion') =>
    Number((await pool.query<{ n: string }>(`SELECT count(*) AS n FROM "${table}"`)).rows[0]?.n ?? 0);
  const { rows } = await pool.query<Broken>(`
    SELECT 'raw input ' || id AS id, 'its bytes are not what was hashed' AS why FROM "RawInput"
      WHERE "erasedAt" IS NULL AND encode(sha256(bytes), 'hex') <> sha256
    UNION ALL
    SELECT 'raw input ' || r.id, 'it is forgotten, and the trail does not say so' FROM "RawInput" r
      WHERE "erasedAt" IS NOT NULL AND (octet_length(bytes) > 0 OR NOT EXISTS (SELECT 1 FROM "Event" e
        WHERE e.type = 'source.raw_erased' AND e.data->>'rawInputId' = r.id::text AND e.data->>'sha256' = r.sha256))
    UNION ALL
    SELECT 'version ' || number || ' of source ' || "sourceId", 'its text is not what was hashed' FROM "SourceVersion"
      -- With the bars of a redaction it has the last hash that the trail covers (ACC-8); audit verify walks all of them.
      WHERE encode(sha256(convert_to(text, 'UTF8')), 'hex') <> coalesce((SELECT c.after FROM "RedactedRow" c
        WHERE c."rowId" = "SourceVersion".id AND NOT EXISTS (
          SELECT 1 FROM "RedactedRow" n WHERE n."rowId" = c."rowId" AND n.before = c.after)), sha256)
    UNION ALL
    SELECT 'version ' || number || ' of source ' || "sourceId", 'a redaction covers another hash' FROM "SourceVersion"
      WHERE EXISTS (SELECT 1 FROM "RedactedRow" c WHERE c.kind = 'version' AND c."rowId" = "SourceVersion".id)
        AND NOT EXISTS (SELECT 1 FROM "RedactedRow" c WHERE c.kind = 'version' AND c."rowId" = "SourceVersion".id
          AND c.before = sha256)
    UNION ALL
    SELECT 'version ' || v.number || ' of source ' || v."sourceId", 'the trail does not know it' FROM "SourceVersion" v
      WHERE NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subjectId" = v."sourceId"
        AND e.type IN ('source.sealed', 'source.version_added') AND (e.data->>'version')::int = v.number)
    UNION ALL
    SELECT 'raw input of source ' || s.id, 'the trail has another hash' FROM "Source" s
      JOIN "RawInput" r ON r.id = s."rawInputId"
      JOIN "Event" e ON e."subjectId" = s.id AND e.type = 'source.created' AND e.data ? 'sha256'
      WHERE e.data->>'sha256' <> r.sha256
    UNION ALL
    SELECT 'kept page ' || c.version || ' of source ' || c."sourceId", 'the trail has another hash' FROM "PageCopy" c
      JOIN "RawInput" r ON r.id = c."rawInputId"
      WHERE NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subjectId" = c."sourceId" AND e.type = 'source.page_kept'
        AND (e.data->>'version')::int = c.version AND e.data->>'sha256' = r.sha256)
    UNION ALL
    SELECT 'version ' || v.number || ' of source ' || v."sourceId", 'the trail has another hash' FROM "SourceVersion" v
      JOIN "Event" e ON e."subjectId" = v."sourceId" AND e.type IN ('source.sealed', 'source.version_added')
        AND e.data ? 'sha256'
        AND (e.data->>'version')::int = v.number
      WHERE e.data->>'sha256' <> v.sha256`);
  return {
    raw: await count('RawInput'),
    versions: await count('SourceVersion'),
    broken: rows.map(({ id, why }) => `${id}: ${why}`),
  };
}
