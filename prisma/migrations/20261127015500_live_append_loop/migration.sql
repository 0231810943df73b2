-- The same promise and the same arguments as before (20261124143500_live_append), but edit by edit instead of by sets: what
-- joins of arrays cost was half of an append to one document, which is what nearly every append is (docs/operations.md).
-- The edits of a document stand together, in the order of p_docs.
-- The locks are still taken first and in one order, and each later statement sees what was committed before it: a person's
-- suspension, a removal from the case or a freeze either waits for this transaction or is seen by it.
CREATE OR REPLACE FUNCTION redthread_append(
  p_docs uuid[], p_lineages uuid[],
  p_doc uuid[], p_update bytea[], p_user uuid[], p_session uuid[], p_token uuid[],
  p_client_of int[], p_client bigint[],
  p_allowed text[], p_wait boolean, p_channel text
) RETURNS TABLE (n int, seq int, verdict text) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  held uuid[];
  cases uuid[];
  d record;
  blocked text;
  last_seq int;
  edit int := 1;
  asked int;
  right_to_write text;
  grown json[] := '{}';
BEGIN
  IF p_wait THEN
    SELECT array_agg(id), array_agg("investigationId") INTO held, cases
    FROM (SELECT id, "investigationId" FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE) AS locked;
  ELSE
    SELECT array_agg(id), array_agg("investigationId") INTO held, cases
    FROM (SELECT id, "investigationId" FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE SKIP LOCKED) AS locked;
  END IF;
  PERFORM 1 FROM "Membership" AS m
    WHERE m."userId" = ANY (p_user) AND m."investigationId" = ANY (cases)
    ORDER BY m."investigationId", m."userId" FOR SHARE;
  PERFORM 1 FROM "User" WHERE id = ANY (p_user) ORDER BY id FOR SHARE;

  FOR doc IN 1..cardinality(p_docs) LOOP
    SELECT l.id, l.kind::text AS kind, l.lineage, l.frozen, l.seq, l."investigationId", i.confidential::text AS confidential INTO d
      FROM "LiveDocument" AS l JOIN "Investigation" AS i ON i.id = l."investigationId" WHERE l.id = p_docs[doc];
    blocked := CASE
      WHEN d.id IS NULL THEN 'gone'
      WHEN held IS NULL OR NOT d.id = ANY (held) THEN 'busy'
      WHEN d.lineage <> p_lineages[doc] THEN 'lineage'
      WHEN d.frozen THEN 'frozen' END;
    last_seq := d.seq;
    asked := NULL;
    WHILE p_doc[edit] = p_docs[doc] LOOP
      verdict := blocked;
      IF verdict IS NULL THEN
        -- Asked once for edits of the same person that follow each other: the rows are locked, the answer stays.
        IF asked IS NULL OR (p_user[asked], p_session[asked], p_token[asked])
            IS DISTINCT FROM (p_user[edit], p_session[edit], p_token[edit]) THEN
          asked := edit;
          SELECT CASE
              WHEN u.state <> 'active' THEN 'forbidden'
              WHEN p_session[edit] IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM "Session" AS s
                WHERE s.id = p_session[edit] AND s."userId" = u.id AND s."revokedAt" IS NULL AND s."expiresAt" > now()) THEN 'forbidden'
              WHEN p_token[edit] IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM "ApiToken" AS t
                WHERE t.id = p_token[edit] AND t."userId" = u.id AND t."revokedAt" IS NULL
                  AND (t."expiresAt" IS NULL OR t."expiresAt" > now())) THEN 'forbidden'
              WHEN NOT concat_ws(' ', d.kind, u.role::text, coalesce(m.role::text, '-'), d.confidential) = ANY (p_allowed)
                THEN 'forbidden'
              ELSE 'ok' END
            INTO right_to_write
            FROM "User" AS u
            LEFT JOIN "Membership" AS m ON m."investigationId" = d."investigationId" AND m."userId" = u.id
            WHERE u.id = p_user[edit];
        END IF;
        verdict := coalesce(right_to_write, 'forbidden');
      END IF;
      IF verdict = 'ok' AND edit = ANY (p_client_of) THEN
        IF EXISTS (
          SELECT 1 FROM unnest(p_client_of, p_client) AS c (edit_of, client)
          JOIN "LiveAuthor" AS a ON a."documentId" = d.id AND a.client = c.client
          WHERE c.edit_of = edit AND a."userId" <> p_user[edit]) THEN
          verdict := 'not_yours';
        ELSE
          INSERT INTO "LiveAuthor" ("documentId", client, "userId")
            SELECT d.id, c.client, p_user[edit] FROM unnest(p_client_of, p_client) AS c (edit_of, client) WHERE c.edit_of = edit
            ON CONFLICT DO NOTHING;
        END IF;
      END IF;
      n := edit;
      seq := NULL;
      IF verdict = 'ok' THEN
        last_seq := last_seq + 1;
        seq := last_seq;
        INSERT INTO "LiveUpdate" ("documentId", seq, update, "actorId", at)
          VALUES (d.id, last_seq, p_update[edit], p_user[edit], now());
      END IF;
      RETURN NEXT;
      edit := edit + 1;
    END LOOP;
    IF last_seq > d.seq THEN
      UPDATE "LiveDocument" SET seq = last_seq WHERE id = d.id;
      grown := grown || json_build_array(d.id, last_seq);
    END IF;
  END LOOP;
  IF p_channel IS NOT NULL AND cardinality(grown) > 0 THEN
    PERFORM pg_notify(p_channel, json_build_object('k', 'updates', 'docs', array_to_json(grown))::text);
  END IF;
END $$;
