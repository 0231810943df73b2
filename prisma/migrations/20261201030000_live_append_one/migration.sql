-- The same promise as before (20261127015500_live_append_loop) for nearly a third less of what an append costs beside the
-- disk (docs/operations.md): what is locked is read by the statement that locks it, and the edit that comes alone, which is nearly
-- every edit, has a function without lists.
-- A row that is locked FOR UPDATE or FOR SHARE is read as it was last committed, so what could change a right either waits
-- for this transaction or is waited for and seen. What is asked without a lock (session, token, whether the case is
-- confidential) is asked last, by a statement that begins after every wait.

-- 'ok' or 'forbidden'; the answer stays true until the end of the transaction.
CREATE FUNCTION redthread_right_to_write(
  p_kind text, p_case uuid, p_user uuid, p_session uuid, p_token uuid, p_allowed text[]
) RETURNS text LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  case_role text;
  account record;
  facts record;
BEGIN
  SELECT role::text INTO case_role FROM "Membership" WHERE "investigationId" = p_case AND "userId" = p_user FOR SHARE;
  SELECT state::text AS state, role::text AS role INTO account FROM "User" WHERE id = p_user FOR SHARE;
  SELECT confidential::text AS confidential,
      p_session IS NULL OR EXISTS (
        SELECT 1 FROM "Session" AS s
        WHERE s.id = p_session AND s."userId" = p_user AND s."revokedAt" IS NULL AND s."expiresAt" > now()) AS session,
      p_token IS NULL OR EXISTS (
        SELECT 1 FROM "ApiToken" AS t
        WHERE t.id = p_token AND t."userId" = p_user AND t."revokedAt" IS NULL
          AND (t."expiresAt" IS NULL OR t."expiresAt" > now())) AS token
    INTO facts FROM "Investigation" WHERE id = p_case;
  RETURN CASE WHEN account.state = 'active' AND facts.session AND facts.token
    AND concat_ws(' ', p_kind, account.role, coalesce(case_role, '-'), facts.confidential) = ANY (p_allowed)
    THEN 'ok' ELSE 'forbidden' END;
END $$;

-- One edit of one document: its number in the log, or why not. It never waits for whoever holds the document: 'busy' then,
-- and also when there is no such document; redthread_append waits, and knows.
CREATE FUNCTION redthread_append_one(
  p_doc uuid, p_lineage uuid, p_update bytea, p_user uuid, p_session uuid, p_token uuid,
  p_clients bigint[], p_allowed text[], p_channel text
) RETURNS text LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  d record;
  verdict text;
BEGIN
  SELECT kind::text AS kind, lineage, frozen, seq + 1 AS seq, "investigationId" INTO d
    FROM "LiveDocument" WHERE id = p_doc FOR UPDATE SKIP LOCKED;
  verdict := CASE
    WHEN d.kind IS NULL THEN 'busy'
    WHEN d.lineage <> p_lineage THEN 'lineage'
    WHEN d.frozen THEN 'frozen'
    ELSE redthread_right_to_write(d.kind, d."investigationId", p_user, p_session, p_token, p_allowed) END;
  IF verdict <> 'ok' THEN
    RETURN verdict;
  END IF;
  IF p_clients IS NOT NULL THEN
    IF EXISTS (
      SELECT 1 FROM "LiveAuthor" WHERE "documentId" = p_doc AND client = ANY (p_clients) AND "userId" <> p_user) THEN
      RETURN 'not_yours';
    END IF;
    INSERT INTO "LiveAuthor" ("documentId", client, "userId")
      SELECT p_doc, client, p_user FROM unnest(p_clients) AS client ON CONFLICT DO NOTHING;
  END IF;
  INSERT INTO "LiveUpdate" ("documentId", seq, update, "actorId", at) VALUES (p_doc, d.seq, p_update, p_user, now());
  UPDATE "LiveDocument" SET seq = d.seq WHERE id = p_doc;
  IF p_channel IS NOT NULL THEN
    PERFORM pg_notify(p_channel,
      json_build_object('k', 'updates', 'docs', json_build_array(json_build_array(p_doc, d.seq)))::text);
  END IF;
  RETURN d.seq::text;
END $$;

-- Several. The edits of a document stand together, in the order of p_docs.
CREATE OR REPLACE FUNCTION redthread_append(
  p_docs uuid[], p_lineages uuid[],
  p_doc uuid[], p_update bytea[], p_user uuid[], p_session uuid[], p_token uuid[],
  p_client_of int[], p_client bigint[],
  p_allowed text[], p_wait boolean, p_channel text
) RETURNS TABLE (n int, seq int, verdict text) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  edits int := cardinality(p_doc);
  d record;
  blocked text;
  last_seq int;
  edit int := 1;
  asked int;
  right_to_write text;
  grown json[] := '{}';
BEGIN
  -- Whoever waits, waits in one order: two that each hold what the other needs would both stand still.
  IF p_wait THEN
    PERFORM 1 FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE;
  ELSE
    PERFORM 1 FROM "LiveDocument" WHERE id = ANY (p_docs) ORDER BY id FOR UPDATE SKIP LOCKED;
  END IF;
  PERFORM 1 FROM "Membership" AS m
    WHERE m."userId" = ANY (p_user)
      AND m."investigationId" IN (SELECT l."investigationId" FROM "LiveDocument" AS l WHERE l.id = ANY (p_docs))
    ORDER BY m."investigationId", m."userId" FOR SHARE;
  PERFORM 1 FROM "User" WHERE id = ANY (p_user) ORDER BY id FOR SHARE;

  FOR doc IN 1..cardinality(p_docs) LOOP
    SELECT l.id, l.kind::text AS kind, l.lineage, l.frozen, l.seq, l."investigationId" INTO d
      FROM "LiveDocument" AS l WHERE l.id = p_docs[doc] FOR UPDATE SKIP LOCKED;
    blocked := CASE
      WHEN d.id IS NULL AND EXISTS (SELECT 1 FROM "LiveDocument" WHERE id = p_docs[doc]) THEN 'busy'
      WHEN d.id IS NULL THEN 'gone'
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
          right_to_write := redthread_right_to_write(
            d.kind, d."investigationId", p_user[edit], p_session[edit], p_token[edit], p_allowed);
        END IF;
        verdict := right_to_write;
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
