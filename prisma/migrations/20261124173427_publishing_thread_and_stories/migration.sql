-- AlterTable
ALTER TABLE "Newsroom" ADD COLUMN     "logoText" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Dossier" (
    "id" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "full" BOOLEAN NOT NULL DEFAULT false,
    "facts" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "madeById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Story" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "intro" TEXT NOT NULL DEFAULT '',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "withdrawal" TEXT,

    CONSTRAINT "Story_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoryClaim" (
    "storyId" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "lead" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "StoryClaim_pkey" PRIMARY KEY ("storyId","claimId")
);

-- CreateIndex
CREATE INDEX "Dossier_claimId_at_idx" ON "Dossier"("claimId", "at");

-- CreateIndex
CREATE INDEX "Story_investigationId_idx" ON "Story"("investigationId");

-- CreateIndex
CREATE INDEX "StoryClaim_claimId_idx" ON "StoryClaim"("claimId");

-- AddForeignKey
ALTER TABLE "Dossier" ADD CONSTRAINT "Dossier_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dossier" ADD CONSTRAINT "Dossier_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Story" ADD CONSTRAINT "Story_investigationId_fkey" FOREIGN KEY ("investigationId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoryClaim" ADD CONSTRAINT "StoryClaim_storyId_fkey" FOREIGN KEY ("storyId") REFERENCES "Story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoryClaim" ADD CONSTRAINT "StoryClaim_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was taken out of the house stays on record as it was, and names a decision of its own claim.
CREATE FUNCTION redthread_dossier_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Decision" d WHERE d.id = NEW."decisionId" AND d."claimId" = NEW."claimId") THEN
    RAISE EXCEPTION 'a dossier is about a decision of its own claim' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_claim BEFORE INSERT ON "Dossier" FOR EACH ROW EXECUTE FUNCTION redthread_dossier_of_claim();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Dossier" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "Dossier" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();
ALTER TABLE "Dossier" ADD CONSTRAINT fingerprint_is_sha256 CHECK (fingerprint ~ '^[0-9a-f]{64}$');

-- A story gathers claims of its own case, and nothing of a confidential case is published (CLM-10).
CREATE FUNCTION redthread_story_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "investigationId" FROM "Claim" WHERE id = NEW."claimId")
     IS DISTINCT FROM (SELECT "investigationId" FROM "Story" WHERE id = NEW."storyId") THEN
    RAISE EXCEPTION 'a story gathers claims of its own case' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_case BEFORE INSERT OR UPDATE ON "StoryClaim" FOR EACH ROW EXECUTE FUNCTION redthread_story_claim();

CREATE FUNCTION redthread_story_public() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."publishedAt" IS NOT NULL AND NEW."endedAt" IS NULL
     AND (TG_OP = 'INSERT' OR OLD."publishedAt" IS DISTINCT FROM NEW."publishedAt")
     AND (SELECT confidential FROM "Investigation" WHERE id = NEW."investigationId") THEN
    RAISE EXCEPTION 'nothing of a confidential case is published' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER public BEFORE INSERT OR UPDATE ON "Story" FOR EACH ROW EXECUTE FUNCTION redthread_story_public();
ALTER TABLE "Story" ADD CONSTRAINT published_by CHECK (("publishedAt" IS NULL) = ("publishedById" IS NULL));
ALTER TABLE "Story" ADD CONSTRAINT ended_why CHECK (("endedAt" IS NULL) = (withdrawal IS NULL) AND ("endedAt" IS NULL) = ("endedById" IS NULL));
ALTER TABLE "Story" ADD CONSTRAINT ended_after CHECK ("endedAt" IS NULL OR "publishedAt" IS NOT NULL);

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT ON "Dossier" TO redthread_app;
    REVOKE UPDATE, DELETE ON "Dossier" FROM redthread_app;
    GRANT SELECT, INSERT, UPDATE ON "Story" TO redthread_app;
    REVOKE DELETE ON "Story" FROM redthread_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON "StoryClaim" TO redthread_app;
  END IF;
END $$;
