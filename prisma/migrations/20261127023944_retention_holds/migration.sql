-- AlterTable
ALTER TABLE "RawInput" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "LegalHold" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "setById" UUID NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedById" UUID,
    "liftedAt" TIMESTAMPTZ(3),
    "liftReason" TEXT,

    CONSTRAINT "LegalHold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LegalHold_investigationId_idx" ON "LegalHold"("investigationId");

-- CreateIndex
CREATE INDEX "Source_rawInputId_idx" ON "Source"("rawInputId");

-- CreateIndex
CREATE INDEX "SourceVersion_rawInputId_idx" ON "SourceVersion"("rawInputId");

-- AddForeignKey
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_investigationId_fkey" FOREIGN KEY ("investigationId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of which source a raw input is: what it was brought in as, what one of its versions was read from, or its kept page.
CREATE FUNCTION redthread_raw_source(raw uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM "Source" WHERE "rawInputId" = raw
  UNION ALL SELECT "sourceId" FROM "SourceVersion" WHERE "rawInputId" = raw
  UNION ALL SELECT "sourceId" FROM "PageCopy" WHERE "rawInputId" = raw
  LIMIT 1
$$;

-- The one change that a raw input may see (ACC-8): its bytes go, after the time that admins have set, never while its case
-- is under legal hold, never as long as it is evidence or its source a draft. Its hash and all else stay, for good.
CREATE FUNCTION redthread_raw_forgotten() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  months int := (SELECT (value #>> '{}')::int FROM "WorkspaceSetting" WHERE key = 'keepRawFor');
BEGIN
  IF OLD."erasedAt" IS NULL AND NEW."erasedAt" IS NOT NULL AND octet_length(NEW.bytes) = 0
    AND (NEW.id, NEW.sha256, NEW."mediaType", NEW."fileName", NEW."finalUrl", NEW."givenById", NEW.at)
      IS NOT DISTINCT FROM (OLD.id, OLD.sha256, OLD."mediaType", OLD."fileName", OLD."finalUrl", OLD."givenById", OLD.at)
    AND months > 0 AND OLD.at < now() - make_interval(months => months)
    AND NOT EXISTS (SELECT 1 FROM "Evidence" e WHERE e."fileId" = OLD.id)
    AND EXISTS (SELECT 1 FROM "Source" s WHERE s.id = redthread_raw_source(OLD.id) AND s.state = 'sealed'
      AND NOT EXISTS (SELECT 1 FROM "LegalHold" h
        WHERE h."investigationId" = s."investigationId" AND h."liftedAt" IS NULL)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a raw input is kept as it was handed in' USING ERRCODE = 'RT001';
END $$;
DROP TRIGGER append_only ON "RawInput";
CREATE TRIGGER append_only BEFORE DELETE ON "RawInput" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER forgotten BEFORE UPDATE ON "RawInput" FOR EACH ROW EXECUTE FUNCTION redthread_raw_forgotten();

-- A hold is set once and lifted once; who held what, and why, stays. One at a time.
CREATE UNIQUE INDEX "LegalHold_one_at_a_time" ON "LegalHold" ("investigationId") WHERE "liftedAt" IS NULL;
ALTER TABLE "LegalHold" ADD CONSTRAINT lifted_whole CHECK (
  ("liftedAt" IS NULL) = ("liftedById" IS NULL) AND ("liftedAt" IS NULL) = ("liftReason" IS NULL));
CREATE FUNCTION redthread_hold_only_lifts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."liftedAt" IS NOT NULL OR to_jsonb(NEW) - ARRAY['liftedById', 'liftedAt', 'liftReason']
    <> to_jsonb(OLD) - ARRAY['liftedById', 'liftedAt', 'liftReason'] THEN
    RAISE EXCEPTION 'a legal hold is only lifted' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_lifts BEFORE UPDATE ON "LegalHold" FOR EACH ROW EXECUTE FUNCTION redthread_hold_only_lifts();
CREATE TRIGGER append_only BEFORE DELETE ON "LegalHold" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "LegalHold" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT UPDATE (bytes, "erasedAt") ON "RawInput" TO redthread_app;
  END IF;
END $$;
