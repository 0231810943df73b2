-- Entities as a memory that several cases share: every name and value knows the case it came from (ENT-7), merges hand
-- rows over and can give them back (ENT-4), candidates are found by the parts of names (ENT-3).
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- CreateEnum
CREATE TYPE "ValueSource" AS ENUM ('person', 'annotation', 'import');

-- CreateEnum
CREATE TYPE "MovedKind" AS ENUM ('name', 'value', 'mention', 'speaker', 'from', 'to', 'loop', 'note', 'dropped');

-- DropIndex
DROP INDEX "EntityName_folded_idx";

-- AlterTable
ALTER TABLE "Entity" ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "EntityName" ADD COLUMN     "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "byId" UUID,
ADD COLUMN     "originId" UUID,
ADD COLUMN     "tokens" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "NameToken" (
    "token" TEXT NOT NULL,
    "phonetic" TEXT[],

    CONSTRAINT "NameToken_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "EntityValue" (
    "id" UUID NOT NULL,
    "entityId" UUID NOT NULL,
    "property" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "originId" UUID,
    "source" "ValueSource" NOT NULL,
    "annotationId" UUID,
    "importedFrom" TEXT,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EntityValue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntityMerge" (
    "id" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "intoId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "chosen" JSONB NOT NULL,
    "originId" UUID,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endReason" TEXT,

    CONSTRAINT "EntityMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MergedRow" (
    "mergeId" UUID NOT NULL,
    "kind" "MovedKind" NOT NULL,
    "rowId" UUID NOT NULL,

    CONSTRAINT "MergedRow_pkey" PRIMARY KEY ("mergeId","kind","rowId")
);

-- CreateTable
CREATE TABLE "NotSame" (
    "aId" UUID NOT NULL,
    "bId" UUID NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NotSame_pkey" PRIMARY KEY ("aId","bId")
);

-- CreateTable
CREATE TABLE "DuplicatePair" (
    "aNameId" UUID NOT NULL,
    "bNameId" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "DuplicatePair_pkey" PRIMARY KEY ("aNameId","bNameId")
);

-- CreateTable
CREATE TABLE "EntityNote" (
    "id" UUID NOT NULL,
    "entityId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EntityNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntityWatch" (
    "entityId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EntityWatch_pkey" PRIMARY KEY ("entityId","userId")
);

-- CreateTable
CREATE TABLE "RelationshipWords" (
    "id" UUID NOT NULL,
    "relationshipId" UUID NOT NULL,
    "fromAnnotationId" UUID,
    "toAnnotationId" UUID,
    "versionId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "exact" TEXT NOT NULL,

    CONSTRAINT "RelationshipWords_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NameToken_trigrams_idx" ON "NameToken" USING GIN ("token" gin_trgm_ops);

-- What begins so; partial only in name.
CREATE INDEX "NameToken_prefix_idx" ON "NameToken"("token" text_pattern_ops) WHERE length(token) >= 2;

-- CreateIndex
CREATE INDEX "NameToken_phonetic_idx" ON "NameToken" USING GIN ("phonetic");

-- CreateIndex
CREATE INDEX "EntityValue_entityId_idx" ON "EntityValue"("entityId");

-- CreateIndex
CREATE INDEX "EntityValue_annotationId_idx" ON "EntityValue"("annotationId");

-- CreateIndex
CREATE INDEX "EntityMerge_fromId_idx" ON "EntityMerge"("fromId");

-- CreateIndex
CREATE INDEX "EntityMerge_intoId_idx" ON "EntityMerge"("intoId");

-- CreateIndex
CREATE INDEX "MergedRow_rowId_idx" ON "MergedRow"("rowId");

-- CreateIndex
CREATE INDEX "NotSame_bId_idx" ON "NotSame"("bId");

-- CreateIndex
CREATE INDEX "DuplicatePair_bNameId_idx" ON "DuplicatePair"("bNameId");

-- CreateIndex
CREATE INDEX "DuplicatePair_score_idx" ON "DuplicatePair"("score");

-- CreateIndex
CREATE UNIQUE INDEX "EntityNote_documentId_key" ON "EntityNote"("documentId");

-- CreateIndex
CREATE INDEX "EntityNote_entityId_investigationId_idx" ON "EntityNote"("entityId", "investigationId");

-- CreateIndex
CREATE INDEX "EntityWatch_userId_idx" ON "EntityWatch"("userId");

-- CreateIndex
CREATE INDEX "RelationshipWords_relationshipId_idx" ON "RelationshipWords"("relationshipId");

-- CreateIndex
CREATE INDEX "Entity_mergedIntoId_idx" ON "Entity"("mergedIntoId");

-- CreateIndex
CREATE INDEX "EntityName_tokens_idx" ON "EntityName" USING GIN ("tokens");

-- AddForeignKey
ALTER TABLE "Entity" ADD CONSTRAINT "Entity_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Entity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntityValue" ADD CONSTRAINT "EntityValue_entityId_fkey" FOREIGN KEY ("entityId") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MergedRow" ADD CONSTRAINT "MergedRow_mergeId_fkey" FOREIGN KEY ("mergeId") REFERENCES "EntityMerge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntityNote" ADD CONSTRAINT "EntityNote_entityId_fkey" FOREIGN KEY ("entityId") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntityNote" ADD CONSTRAINT "EntityNote_investigationId_fkey" FOREIGN KEY ("investigationId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntityNote" ADD CONSTRAINT "EntityNote_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "LiveDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntityWatch" ADD CONSTRAINT "EntityWatch_entityId_fkey" FOREIGN KEY ("entityId") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RelationshipWords" ADD CONSTRAINT "RelationshipWords_relationshipId_fkey" FOREIGN KEY ("relationshipId") REFERENCES "Relationship"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The values that stood in one column become rows; where they came from a mark, they came from its case.
INSERT INTO "EntityValue" (id, "entityId", property, value, "originId", source, "annotationId", "byId", at)
SELECT gen_random_uuid(), e.id, p.key, v ->> 'value',
  COALESCE(a."investigationId", CASE WHEN i.confidential THEN i.id END),
  (v ->> 'origin')::"ValueSource", a.id, (v ->> 'byId')::uuid, (v ->> 'at')::timestamptz
FROM "Entity" e
CROSS JOIN LATERAL jsonb_each(e.properties) p
CROSS JOIN LATERAL jsonb_array_elements(p.value) v
LEFT JOIN "Annotation" a ON a.id = (v ->> 'annotationId')::uuid
LEFT JOIN "Investigation" i ON i.id = e."originId";
ALTER TABLE "Entity" DROP COLUMN "properties";
UPDATE "EntityName" n SET "originId" = e."originId", "byId" = e."createdById", at = e."createdAt"
FROM "Entity" e WHERE e.id = n."entityId";

-- What is in neither case nor workspace is nowhere: an unknown case would be readable by nobody and by everybody.
ALTER TABLE "EntityName" ADD CONSTRAINT "EntityName_originId_fkey" FOREIGN KEY ("originId") REFERENCES "Investigation"(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EntityValue" ADD CONSTRAINT "EntityValue_originId_fkey" FOREIGN KEY ("originId") REFERENCES "Investigation"(id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EntityValue" ADD CONSTRAINT says_something CHECK (length(value) > 0);
ALTER TABLE "NotSame" ADD CONSTRAINT in_order CHECK ("aId" < "bId");
ALTER TABLE "DuplicatePair" ADD CONSTRAINT in_order CHECK ("aNameId" < "bNameId");
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_aNameId_fkey" FOREIGN KEY ("aNameId") REFERENCES "EntityName"(id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_bNameId_fkey" FOREIGN KEY ("bNameId") REFERENCES "EntityName"(id) ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "EntityMerge" ADD CONSTRAINT two_of_them CHECK ("fromId" <> "intoId");
CREATE UNIQUE INDEX "EntityMerge_one_standing" ON "EntityMerge" ("fromId") WHERE "endedAt" IS NULL;

-- The parts by which a name is found, and all parts glued ("Good Will" is found by "Goodwill"). A program that knows more
-- scripts gives its own; a plain insert gets what the database can do.
CREATE FUNCTION redthread_tokens(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  WITH parts AS (SELECT array_remove(regexp_split_to_array(folded, '[^[:alnum:]]+'), '') AS list)
  SELECT CASE WHEN cardinality(list) BETWEEN 2 AND 6 THEN list || array_to_string(list, '') ELSE list END FROM parts
$$;
CREATE OR REPLACE FUNCTION redthread_fold_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.folded := redthread_fold(NEW.name);
  IF cardinality(NEW.tokens) = 0 OR NEW.tokens IS NULL OR (TG_OP = 'UPDATE' AND NEW.name <> OLD.name AND NEW.tokens = OLD.tokens) THEN
    NEW.tokens := redthread_tokens(NEW.folded);
  END IF;
  RETURN NEW;
END $$;
UPDATE "EntityName" SET tokens = '{}';

-- Without the glued one: it is as rare as the name itself and would make the list of parts as long as the list of names.
CREATE FUNCTION redthread_parts(tokens text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN cardinality(tokens) > 2 AND array_to_string(tokens[:cardinality(tokens) - 1], '') = tokens[cardinality(tokens)]
    THEN tokens[:cardinality(tokens) - 1] ELSE tokens END
$$;

-- Two letters at least; sorted, so that two inserts that bring the same new parts wait in line and not in a ring.
CREATE FUNCTION redthread_name_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "NameToken" (token, phonetic)
  SELECT t.token, CASE WHEN t.token ~ '^[a-z]{3,40}$' THEN daitch_mokotoff(t.token) ELSE '{}' END
  FROM (SELECT DISTINCT unnest(redthread_parts(tokens)) AS token FROM added) t
  WHERE length(t.token) BETWEEN 2 AND 60 AND NOT EXISTS (SELECT 1 FROM "NameToken" k WHERE k.token = t.token)
  ORDER BY t.token
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER name_tokens_added AFTER INSERT ON "EntityName" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_name_tokens();
CREATE TRIGGER name_tokens_changed AFTER UPDATE ON "EntityName" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_name_tokens();
INSERT INTO "NameToken" (token, phonetic)
SELECT t.token, CASE WHEN t.token ~ '^[a-z]{3,40}$' THEN daitch_mokotoff(t.token) ELSE '{}' END
FROM (SELECT DISTINCT unnest(redthread_parts(tokens)) AS token FROM "EntityName") t WHERE length(t.token) BETWEEN 2 AND 60;

-- Whoever links to an entity that is being merged waits for the merge and then links to the survivor: no mention, name,
-- value, speaker or end of a relationship is ever left with what was merged away (ENT-4).
CREATE FUNCTION redthread_standing(wanted uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  here uuid := wanted;
  next uuid;
BEGIN
  LOOP
    SELECT "mergedIntoId" INTO next FROM "Entity" WHERE id = here FOR KEY SHARE;
    EXIT WHEN next IS NULL;
    here := next;
  END LOOP;
  RETURN here;
END $$;
-- The same for reading: without locks.
CREATE FUNCTION redthread_root(wanted uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE chain AS (
    SELECT id, "mergedIntoId" FROM "Entity" WHERE id = wanted
    UNION ALL SELECT e.id, e."mergedIntoId" FROM chain c JOIN "Entity" e ON e.id = c."mergedIntoId")
  SELECT id FROM chain WHERE "mergedIntoId" IS NULL
$$;
CREATE FUNCTION redthread_follow_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'Claim' THEN
    IF NEW."speakerId" IS NOT NULL THEN NEW."speakerId" := redthread_standing(NEW."speakerId"); END IF;
  ELSIF TG_TABLE_NAME = 'Relationship' THEN
    -- One that a merge has made a loop rests, deleted, until the split.
    IF NEW."deletedAt" IS NULL THEN
      NEW."fromId" := redthread_standing(NEW."fromId");
      NEW."toId" := redthread_standing(NEW."toId");
    END IF;
  ELSIF NEW."entityId" IS NOT NULL THEN
    NEW."entityId" := redthread_standing(NEW."entityId");
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF "entityId" ON "Annotation" FOR EACH ROW EXECUTE FUNCTION redthread_follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF "entityId" ON "EntityName" FOR EACH ROW EXECUTE FUNCTION redthread_follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF "entityId" ON "EntityValue" FOR EACH ROW EXECUTE FUNCTION redthread_follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF "speakerId" ON "Claim" FOR EACH ROW EXECUTE FUNCTION redthread_follow_merge();
CREATE TRIGGER follow_merge BEFORE INSERT OR UPDATE OF "fromId", "toId", "deletedAt" ON "Relationship" FOR EACH ROW EXECUTE FUNCTION redthread_follow_merge();

-- Only what stands takes something in, and only what stands is merged: so no chain ever closes into a ring.
CREATE FUNCTION redthread_no_merge_ring() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE further uuid;
BEGIN
  IF NEW."mergedIntoId" IS NULL OR NEW."mergedIntoId" IS NOT DISTINCT FROM OLD."mergedIntoId" THEN RETURN NEW; END IF;
  SELECT "mergedIntoId" INTO further FROM "Entity" WHERE id = NEW."mergedIntoId" FOR UPDATE;
  IF NEW."mergedIntoId" = NEW.id OR further IS NOT NULL OR OLD."mergedIntoId" IS NOT NULL THEN
    RAISE EXCEPTION 'an entity is merged once, into one that stands' USING ERRCODE = 'RT004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_merge_ring BEFORE UPDATE OF "mergedIntoId" ON "Entity" FOR EACH ROW EXECUTE FUNCTION redthread_no_merge_ring();

-- A merge is told as it was; only its end is written later.
CREATE FUNCTION redthread_merge_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'endedAt' - 'endedById' - 'endReason') <> (to_jsonb(OLD) - 'endedAt' - 'endedById' - 'endReason')
     OR OLD."endedAt" IS NOT NULL THEN
    RAISE EXCEPTION 'a merge does not change' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE UPDATE ON "EntityMerge" FOR EACH ROW EXECUTE FUNCTION redthread_merge_fixed();
CREATE TRIGGER append_only BEFORE DELETE ON "EntityMerge" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();

-- The application's own account gets the new tables through the default privileges of the foundation; a merge it may not erase.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON "NameToken", "EntityValue", "MergedRow", "NotSame", "DuplicatePair", "EntityWatch", "EntityNote", "RelationshipWords" TO redthread_app;
    GRANT SELECT, INSERT, UPDATE ON "EntityMerge" TO redthread_app;
    REVOKE DELETE ON "EntityMerge" FROM redthread_app;
  END IF;
END $$;
