-- CreateEnum
CREATE TYPE "CarryResolution" AS ENUM ('accepted', 'placed', 'retired');

-- AlterTable
ALTER TABLE "SourceVersion" ADD COLUMN     "rawInputId" UUID;

-- CreateTable
CREATE TABLE "DraftAnchor" (
    "id" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL DEFAULT 0,
    "from" BYTEA NOT NULL,
    "to" BYTEA NOT NULL,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,

    CONSTRAINT "DraftAnchor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CarriedMark" (
    "id" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "outcome" "AnchorState" NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "before" TEXT NOT NULL,
    "places" JSONB NOT NULL,
    "suggestion" JSONB NOT NULL DEFAULT '[]',
    "resolution" "CarryResolution",
    "resolvedById" UUID,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CarriedMark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DraftAnchor_annotationId_ordinal_key" ON "DraftAnchor"("annotationId", "ordinal");

-- CreateIndex
CREATE INDEX "CarriedMark_versionId_outcome_idx" ON "CarriedMark"("versionId", "outcome");

-- CreateIndex
CREATE UNIQUE INDEX "CarriedMark_annotationId_versionId_key" ON "CarriedMark"("annotationId", "versionId");

-- AddForeignKey
ALTER TABLE "SourceVersion" ADD CONSTRAINT "SourceVersion_rawInputId_fkey" FOREIGN KEY ("rawInputId") REFERENCES "RawInput"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftAnchor" ADD CONSTRAINT "DraftAnchor_annotationId_fkey" FOREIGN KEY ("annotationId") REFERENCES "Annotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarriedMark" ADD CONSTRAINT "CarriedMark_annotationId_fkey" FOREIGN KEY ("annotationId") REFERENCES "Annotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarriedMark" ADD CONSTRAINT "CarriedMark_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "SourceVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.

-- A mark that waits for a person, or is gone, has no place; one that has a place says so (ANC-1).
ALTER TABLE "Anchor" ADD CONSTRAINT place_and_state
  CHECK ((start IS NULL) = (state IN ('needs_look', 'orphan')));

-- What was found when a version came stays as it was found; only what a person decided about it is written, and
-- taken back (SRC-5).
CREATE FUNCTION redthread_carried_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - ARRAY['resolution', 'resolvedById', 'resolvedAt'])
     <> (to_jsonb(OLD) - ARRAY['resolution', 'resolvedById', 'resolvedAt']) THEN
    RAISE EXCEPTION 'what became of a mark does not change' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE UPDATE ON "CarriedMark" FOR EACH ROW EXECUTE FUNCTION redthread_carried_fixed();
CREATE TRIGGER append_only BEFORE DELETE ON "CarriedMark" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "CarriedMark" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();
ALTER TABLE "CarriedMark" ADD CONSTRAINT decided
  CHECK ((resolution IS NULL) = ("resolvedAt" IS NULL) AND (resolution IS NULL OR "resolvedById" IS NOT NULL));
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    REVOKE DELETE ON "CarriedMark" FROM redthread_app;
  END IF;
END $$;
