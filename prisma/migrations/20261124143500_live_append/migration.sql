-- CreateTable
CREATE TABLE "LiveAuthor" (
    "documentId" UUID NOT NULL,
    "client" BIGINT NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "LiveAuthor_pkey" PRIMARY KEY ("documentId","client")
);

-- AddForeignKey
ALTER TABLE "LiveAuthor" ADD CONSTRAINT "LiveAuthor_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "LiveDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "LiveAuthor" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "LiveAuthor" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    REVOKE UPDATE, DELETE ON "LiveAuthor" FROM redthread_app;
  END IF;
END $$;

-- Appends edits to the logs of many documents: one call, one transaction, one flush, one NOTIFY (LIV-1, LIV-2, LIV-4).
-- p_docs and p_lineages: the documents, each once. p_doc, p_update, p_user, p_session, p_token: the edits, in order.
-- p_client_of, p_client: Yjs client numbers that are new to the caller, with the number (from 1) of the edit that brings them.
-- p_allowed: 'kind account-role case-role confidential' for everyone who may write, made from the permission table.
-- p_wait: false leaves a document that somebody else holds (verdict 'busy') instead of making the others wait for it.
-- Each statement sees what was committed before it; a person's rows are locked first, so a suspension or a removal either
-- waits for this transaction or is seen by it.
CREATE FUNCTION redthread_append(
  p_docs uuid[], p_lineages uuid[],
  p_doc uuid[], p_update bytea[], p_user uuid[], p_session uuid[], p_token uuid[],
  p_client_of int[], p_client bigint[],
  p_allowed text[], p_wait boolean, p_channel text
) RETURNS TABLE (n int, seq int, verdict text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  held uuid[];
  verdicts text[];
  grown json;
BEGIN
  IF p_wait THEN
    SELECT coalesce(array_agg(id), '{}') INTO held
    FROM (SELECT id FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE) AS locked;
  ELSE
    SELECT coalesce(array_agg(id), '{}') INTO held
    FROM (SELECT id FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE SKIP LOCKED) AS locked;
  END IF;
  PERFORM 1 FROM "Membership" AS m
    WHERE m."userId" = ANY (p_user)
      AND m."investigationId" IN (SELECT "investigationId" FROM "LiveDocument" WHERE id = ANY (held))
    ORDER BY m."investigationId", m."userId" FOR SHARE;
  PERFORM 1 FROM "User" WHERE id = ANY (p_user) ORDER BY id FOR SHARE;

  SELECT array_agg(CASE
      WHEN d.id IS NULL THEN 'gone'
      WHEN NOT d.id = ANY (held) THEN 'busy'
      WHEN d.lineage <> l.lineage THEN 'lineage'
      WHEN d.frozen THEN 'frozen'
      WHEN u.state::text IS DISTINCT FROM 'active' THEN 'forbidden'
      WHEN e.session IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "Session" AS s
        WHERE s.id = e.session AND s."userId" = u.id AND s."revokedAt" IS NULL AND s."expiresAt" > now()) THEN 'forbidden'
      WHEN e.token IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM "ApiToken" AS t
        WHERE t.id = e.token AND t."userId" = u.id AND t."revokedAt" IS NULL
          AND (t."expiresAt" IS NULL OR t."expiresAt" > now())) THEN 'forbidden'
      WHEN NOT concat_ws(' ', d.kind::text, u.role::text, coalesce(m.role::text, '-'), i.confidential::text) = ANY (p_allowed)
        THEN 'forbidden'
      WHEN EXISTS (
        SELECT 1 FROM unnest(p_client_of, p_client) AS c (edit, client)
        JOIN "LiveAuthor" AS a ON a."documentId" = e.doc AND a.client = c.client
        WHERE c.edit = e.n AND a."userId" <> e.author) THEN 'not_yours'
      ELSE 'ok' END ORDER BY e.n)
    INTO verdicts
    FROM unnest(p_doc, p_user, p_session, p_token) WITH ORDINALITY AS e (doc, author, session, token, n)
    LEFT JOIN unnest(p_docs, p_lineages) AS l (doc, lineage) ON l.doc = e.doc
    LEFT JOIN "LiveDocument" AS d ON d.id = e.doc
    LEFT JOIN "Investigation" AS i ON i.id = d."investigationId"
    LEFT JOIN "User" AS u ON u.id = e.author
    LEFT JOIN "Membership" AS m ON m."investigationId" = i.id AND m."userId" = u.id;

  INSERT INTO "LiveAuthor" ("documentId", client, "userId")
    SELECT p_doc[c.edit], c.client, p_user[c.edit] FROM unnest(p_client_of, p_client) AS c (edit, client)
    WHERE verdicts[c.edit] = 'ok' ORDER BY c.edit
    ON CONFLICT DO NOTHING;
  INSERT INTO "LiveUpdate" ("documentId", seq, update, "actorId", at)
    SELECT d.id, d.seq + row_number() OVER (PARTITION BY d.id ORDER BY e.n), e.update, e.author, now()
    FROM unnest(p_doc, p_update, p_user) WITH ORDINALITY AS e (doc, update, author, n)
    JOIN "LiveDocument" AS d ON d.id = e.doc
    WHERE verdicts[e.n] = 'ok';
  WITH more AS (
    SELECT e.doc, count(*)::int AS edits FROM unnest(p_doc) WITH ORDINALITY AS e (doc, n)
    WHERE verdicts[e.n] = 'ok' GROUP BY e.doc
  ), now_at AS (
    UPDATE "LiveDocument" AS d SET seq = d.seq + more.edits FROM more WHERE d.id = more.doc RETURNING d.id, d.seq
  )
  SELECT json_agg(json_build_array(id, seq)) INTO grown FROM now_at;
  IF p_channel IS NOT NULL AND grown IS NOT NULL THEN
    PERFORM pg_notify(p_channel, json_build_object('k', 'updates', 'docs', grown)::text);
  END IF;

  RETURN QUERY
    SELECT e.n::int,
      CASE WHEN verdicts[e.n] = 'ok' THEN
        (d.seq - count(*) FILTER (WHERE verdicts[e.n] = 'ok') OVER (PARTITION BY e.doc)
          + count(*) FILTER (WHERE verdicts[e.n] = 'ok') OVER (PARTITION BY e.doc ORDER BY e.n))::int END,
      verdicts[e.n]
    FROM unnest(p_doc) WITH ORDINALITY AS e (doc, n) LEFT JOIN "LiveDocument" AS d ON d.id = e.doc
    ORDER BY e.n;
END $$;
