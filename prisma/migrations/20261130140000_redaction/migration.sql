-- CreateTable
CREATE TABLE "Redaction" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "endedById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,

    CONSTRAINT "Redaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RedactedRow" (
    "redactionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rowId" UUID NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "ranges" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "RedactedRow_pkey" PRIMARY KEY ("redactionId","rowId")
);

-- CreateIndex
CREATE INDEX "Redaction_investigationId_idx" ON "Redaction"("investigationId");

-- CreateIndex
CREATE INDEX "Redaction_versionId_idx" ON "Redaction"("versionId");

-- CreateIndex
CREATE INDEX "RedactedRow_rowId_idx" ON "RedactedRow"("rowId");

-- AddForeignKey
ALTER TABLE "Redaction" ADD CONSTRAINT "Redaction_investigationId_fkey" FOREIGN KEY ("investigationId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redaction" ADD CONSTRAINT "Redaction_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SourceVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedactedRow" ADD CONSTRAINT "RedactedRow_redactionId_fkey" FOREIGN KEY ("redactionId") REFERENCES "Redaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Redaction: the one exception to immutability (ACC-8, docs/adr/0014-redaction.md). What schema.prisma cannot say.

-- 1. Two people: who asks is not who confirms or refuses; only who asked withdraws. One ending, and nothing else changes.
ALTER TABLE "Redaction" ADD CONSTRAINT placed CHECK (start >= 0 AND "end" > start);
ALTER TABLE "Redaction" ADD CONSTRAINT ended_whole CHECK (
  (outcome IS NULL) = ("endedAt" IS NULL) AND (outcome IS NULL) = ("endedById" IS NULL));
ALTER TABLE "Redaction" ADD CONSTRAINT two_people CHECK (
  outcome IS NULL OR (outcome IN ('done', 'refused') AND "endedById" <> "askedById")
  OR (outcome = 'withdrawn' AND "endedById" = "askedById"));
CREATE UNIQUE INDEX "Redaction_one_open" ON "Redaction" ("versionId", start, "end") WHERE outcome IS NULL;

CREATE FUNCTION redthread_redaction_asked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE who uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW."askedById" ELSE NEW."endedById" END;
BEGIN
  IF TG_OP = 'INSERT' AND NEW.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'a redaction is asked for before it is done' USING ERRCODE = 'RT003';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.outcome IS NOT NULL
      OR to_jsonb(NEW) - ARRAY['outcome', 'endedById', 'endedAt', 'endReason']
        <> to_jsonb(OLD) - ARRAY['outcome', 'endedById', 'endedAt', 'endReason']) THEN
    RAISE EXCEPTION 'a redaction only ends, once' USING ERRCODE = 'RT001';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "SourceVersion" v JOIN "Source" s ON s.id = v."sourceId"
      WHERE v.id = NEW."versionId" AND s.id = NEW."sourceId" AND s."investigationId" = NEW."investigationId") THEN
    RAISE EXCEPTION 'a redaction is of a version of its own case' USING ERRCODE = 'RT003';
  END IF;
  IF coalesce(NEW.outcome, 'asked') IN ('asked', 'done') THEN
    IF NOT EXISTS (SELECT 1 FROM "Membership" m JOIN "User" u ON u.id = m."userId"
        WHERE m."investigationId" = NEW."investigationId" AND m."userId" = who AND m.role IN ('editor', 'lead')
          AND u.state = 'active') THEN
      RAISE EXCEPTION 'editors and leads of the case redact' USING ERRCODE = 'RT003';
    END IF;
    IF EXISTS (SELECT 1 FROM "LegalHold" h
        WHERE h."investigationId" = NEW."investigationId" AND h."liftedAt" IS NULL) THEN
      RAISE EXCEPTION 'nothing of a case under legal hold is redacted' USING ERRCODE = 'RT003';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asked BEFORE INSERT ON "Redaction" FOR EACH ROW EXECUTE FUNCTION redthread_redaction_asked();
CREATE TRIGGER append_only BEFORE DELETE ON "Redaction" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "Redaction" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();

-- Confirmed in this very transaction, by the row's own version: before and afterwards nothing is open.
CREATE FUNCTION redthread_redaction_open(redaction uuid) RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT EXISTS (SELECT 1 FROM "Redaction" r
    WHERE r.id = redaction AND r.outcome = 'done' AND r.xmin = pg_current_xact_id()::xid)
$$;
CREATE FUNCTION redthread_redacting() RETURNS boolean LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(current_setting('redthread.redaction', true), '') <> ''
    AND redthread_redaction_open(current_setting('redthread.redaction', true)::uuid)
$$;

-- Reasons of earlier redactions may hold the words of a later one.
CREATE TRIGGER only_ends BEFORE UPDATE ON "Redaction" FOR EACH ROW
  WHEN (NOT (redthread_redacting() AND (to_jsonb(OLD) - 'reason' - 'endReason') = (to_jsonb(NEW) - 'reason' - 'endReason')))
  EXECUTE FUNCTION redthread_redaction_asked();

CREATE FUNCTION redthread_redacted_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT redthread_redaction_open(NEW."redactionId") THEN
    RAISE EXCEPTION 'what a redaction covers is written when it is confirmed' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER confirmed BEFORE INSERT ON "RedactedRow" FOR EACH ROW EXECUTE FUNCTION redthread_redacted_row();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RedactedRow" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "RedactedRow" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();

-- 2. What a redaction may do to words: put bars over them, one for each UTF-16 code unit, so that every offset stays what
-- it was. Nothing is taken out, put in or moved; a line stays a line.
CREATE FUNCTION redthread_only_bars_in_text(was text, is_now text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT char_length(o.w) = char_length(n.w) AND coalesce((
    SELECT bool_and(pair.a = pair.b OR (pair.b = '█' AND pair.a <> E'\n'))
    FROM ROWS FROM (string_to_table(o.w, NULL), string_to_table(n.w, NULL)) AS pair (a, b)), true)
  FROM (SELECT regexp_replace(was, '([\U00010000-\U0010FFFF])', E'\\1\uE000', 'g') AS w) o,
    (SELECT regexp_replace(is_now, '([\U00010000-\U0010FFFF])', E'\\1\uE000', 'g') AS w) n
$$;

CREATE FUNCTION redthread_only_bars(was jsonb, is_now jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF was = is_now THEN RETURN true; END IF;
  IF jsonb_typeof(was) <> jsonb_typeof(is_now) THEN RETURN false; END IF;
  CASE jsonb_typeof(was)
    WHEN 'string' THEN RETURN redthread_only_bars_in_text(was #>> '{}', is_now #>> '{}');
    WHEN 'array' THEN RETURN jsonb_array_length(was) = jsonb_array_length(is_now) AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(was) WITH ORDINALITY AS a (v, n)
      JOIN jsonb_array_elements(is_now) WITH ORDINALITY AS b (v, n) USING (n) WHERE NOT redthread_only_bars(a.v, b.v));
    WHEN 'object' THEN RETURN was ?& ARRAY(SELECT jsonb_object_keys(is_now))
      AND is_now ?& ARRAY(SELECT jsonb_object_keys(was)) AND NOT EXISTS (
        SELECT 1 FROM jsonb_each(was) AS o WHERE NOT redthread_only_bars(o.value, is_now -> o.key));
    ELSE RETURN false;
  END CASE;
END $$;

-- 3. Every guard that holds rows as they are lets bars through, in the transaction that confirms a redaction, and nothing
-- else. Its own function stays as it is: it is not called for what is only bars.
DO $$
DECLARE guard record;
BEGIN
  FOR guard IN
    SELECT c.relname AS table, t.tgname AS name, p.proname AS function,
      (t.tgtype & 4) > 0 AS inserts, (t.tgtype & 8) > 0 AS deletes
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE n.nspname = 'public' AND NOT t.tgisinternal AND t.tgtype & 19 = 19 AND t.tgattr = ''::int2vector
      AND (c.relname, t.tgname) IN (
        ('Event', 'append_only'), ('SourceVersion', 'append_only'), ('Review', 'append_only'), ('Decision', 'append_only'),
        ('Dossier', 'append_only'), ('VerdictBasis', 'append_only'), ('Proposal', 'fixed'), ('Publication', 'fixed'),
        ('EntityMerge', 'fixed'), ('CarriedMark', 'fixed'), ('Evidence', 'under_verdict'), ('RawInput', 'forgotten'),
        ('AccessGrant', 'only_ends'), ('LegalHold', 'only_lifts'))
  LOOP
    EXECUTE format('DROP TRIGGER %I ON %I', guard.name, guard.table);
    IF guard.inserts OR guard.deletes THEN
      EXECUTE format('CREATE TRIGGER %I BEFORE %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()', guard.name,
        concat_ws(' OR ', CASE WHEN guard.inserts THEN 'INSERT' END, CASE WHEN guard.deletes THEN 'DELETE' END),
        guard.table, guard.function);
    END IF;
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW
      WHEN (NOT (redthread_redacting() AND redthread_only_bars(to_jsonb(OLD), to_jsonb(NEW)))) EXECUTE FUNCTION %I()',
      guard.name || '_but_bars', guard.table, guard.function);
  END LOOP;
END $$;

-- A text that is written together is rebuilt without the words: the log keeps who wrote how much and when, not what.
DROP TRIGGER append_only ON "LiveUpdate";
CREATE TRIGGER append_only BEFORE DELETE ON "LiveUpdate" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER append_only_but_rebuilt BEFORE UPDATE ON "LiveUpdate" FOR EACH ROW
  WHEN (NOT (redthread_redacting() AND (OLD."documentId", OLD.seq, OLD."actorId", OLD.at)
    IS NOT DISTINCT FROM (NEW."documentId", NEW.seq, NEW."actorId", NEW.at)))
  EXECUTE FUNCTION redthread_refuse_change();

-- What the source was read from goes as a whole: bars cannot be put into a PDF or a picture.
DROP TRIGGER "forgotten_but_bars" ON "RawInput";
CREATE TRIGGER forgotten BEFORE UPDATE ON "RawInput" FOR EACH ROW
  WHEN (NOT (redthread_redacting() AND octet_length(NEW.bytes) = 0 AND NEW."erasedAt" IS NOT NULL
    AND redthread_only_bars(to_jsonb(OLD) - 'bytes' - 'erasedAt', to_jsonb(NEW) - 'bytes' - 'erasedAt')))
  EXECUTE FUNCTION redthread_raw_forgotten();

-- 4. The only ways to do it. They run as the owner of the tables, because the application's own role may not change these
-- rows (CORE-4), and each asks first whether a redaction was confirmed in this transaction.
CREATE FUNCTION redthread_redact(redaction uuid, in_table text, keys jsonb, barred jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  place text := (SELECT string_agg(format('t.%I = ($1 ->> %L)::uuid', k, k), ' AND ') FROM jsonb_object_keys(keys) AS k);
  was jsonb;
  changed int;
BEGIN
  IF NOT redthread_redaction_open(redaction) THEN
    RAISE EXCEPTION 'no redaction was confirmed in this transaction' USING ERRCODE = 'RT001';
  END IF;
  IF place IS NULL OR NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname = in_table AND in_table NOT LIKE '\_%') THEN
    RAISE EXCEPTION 'no such row' USING ERRCODE = 'RT003';
  END IF;
  EXECUTE format('SELECT to_jsonb(t) FROM %I AS t WHERE %s FOR UPDATE', in_table, place) INTO STRICT was USING keys;
  IF NOT redthread_only_bars(
      (SELECT jsonb_object_agg(k, was -> k) FROM jsonb_object_keys(barred) AS k), barred) THEN
    RAISE EXCEPTION 'a redaction only puts bars over words' USING ERRCODE = 'RT001';
  END IF;
  PERFORM set_config('redthread.redaction', redaction::text, true);
  EXECUTE format('UPDATE %I AS t SET %s FROM jsonb_populate_record(NULL::%I, $2) AS r WHERE %s', in_table,
    (SELECT string_agg(format('%I = r.%I', k, k), ', ') FROM jsonb_object_keys(barred) AS k), in_table, place)
    USING keys, barred;
  GET DIAGNOSTICS changed = ROW_COUNT;
  PERFORM set_config('redthread.redaction', '', true);
  IF changed <> 1 THEN RAISE EXCEPTION 'one row at a time' USING ERRCODE = 'RT003'; END IF;
END $$;

-- The whole log of one text of the case becomes its last state without the words, at the place of its last edit.
CREATE FUNCTION redthread_redact_document(redaction uuid, document uuid, state bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT redthread_redaction_open(redaction) OR NOT EXISTS (SELECT 1 FROM "LiveDocument" d JOIN "Redaction" r
      ON r.id = redaction AND r."investigationId" = d."investigationId" WHERE d.id = document) THEN
    RAISE EXCEPTION 'no redaction was confirmed in this transaction' USING ERRCODE = 'RT001';
  END IF;
  PERFORM set_config('redthread.redaction', redaction::text, true);
  DELETE FROM "LiveSnapshot" WHERE "documentId" = document;
  UPDATE "LiveUpdate" SET update = '\x0000' WHERE "documentId" = document;
  UPDATE "LiveUpdate" SET update = state
    WHERE "documentId" = document AND seq = (SELECT max(seq) FROM "LiveUpdate" WHERE "documentId" = document);
  PERFORM set_config('redthread.redaction', '', true);
END $$;

-- What the source was read from: its bytes, and bars over names of files and addresses that hold the words.
CREATE FUNCTION redthread_redact_raw(redaction uuid, raw uuid, erased timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT redthread_redaction_open(redaction) OR redthread_raw_source(raw) IS DISTINCT FROM
      (SELECT "sourceId" FROM "Redaction" WHERE id = redaction) THEN
    RAISE EXCEPTION 'no redaction was confirmed in this transaction' USING ERRCODE = 'RT001';
  END IF;
  PERFORM set_config('redthread.redaction', redaction::text, true);
  UPDATE "RawInput" SET bytes = '', "erasedAt" = erased WHERE id = raw AND "erasedAt" IS NULL;
  PERFORM set_config('redthread.redaction', '', true);
END $$;

REVOKE ALL ON FUNCTION redthread_redact(uuid, text, jsonb, jsonb), redthread_redact_document(uuid, uuid, bytea),
  redthread_redact_raw(uuid, uuid, timestamptz) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "Redaction" TO redthread_app;
    REVOKE DELETE ON "Redaction" FROM redthread_app;
    GRANT SELECT, INSERT ON "RedactedRow" TO redthread_app;
    REVOKE UPDATE, DELETE ON "RedactedRow" FROM redthread_app;
    GRANT EXECUTE ON FUNCTION redthread_redact(uuid, text, jsonb, jsonb), redthread_redact_document(uuid, uuid, bytea),
      redthread_redact_raw(uuid, uuid, timestamptz) TO redthread_app;
  END IF;
END $$;
