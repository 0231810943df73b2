-- CreateEnum
CREATE TYPE "ClaimLinkKind" AS ENUM ('duplicate_of', 'contradicts', 'depends_on', 'part_of');

-- CreateEnum
CREATE TYPE "EvidenceStrength" AS ENUM ('weak', 'moderate', 'strong');

-- CreateEnum
CREATE TYPE "EvidenceBasis" AS ENUM ('on_record', 'background', 'off_record');

-- CreateEnum
CREATE TYPE "ReplyStatus" AS ENUM ('asked', 'answered', 'declined', 'no_answer');

-- DropIndex
DROP INDEX "Evidence_claimId_idx";

-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "allegation" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "attribution" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "checkReasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "checkWorthiness" INTEGER,
ADD COLUMN     "evidenceCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "folded" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "stateSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "conclusion" TEXT;

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "basis" "EvidenceBasis",
ADD COLUMN     "fileId" UUID,
ADD COLUMN     "fileName" TEXT,
ADD COLUMN     "number" INTEGER,
ADD COLUMN     "position" INTEGER,
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "releasedById" UUID,
ADD COLUMN     "saidAt" TIMESTAMPTZ(3),
ADD COLUMN     "saidBy" TEXT,
ADD COLUMN     "sameOriginAsId" UUID,
ADD COLUMN     "strength" "EvidenceStrength";

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN     "blind" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "conclusion" TEXT,
ADD COLUMN     "evidence" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "rationaleDoc" JSONB,
ADD COLUMN     "revealedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reviewsNeeded" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "ClaimLink" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "kind" "ClaimLinkKind" NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),
    "removedById" UUID,

    CONSTRAINT "ClaimLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimMerge" (
    "id" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "intoId" UUID NOT NULL,
    "annotationIds" UUID[],
    "reason" TEXT NOT NULL,
    "mergedById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" UUID,

    CONSTRAINT "ClaimMerge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimTick" (
    "claimId" UUID NOT NULL,
    "line" TEXT NOT NULL,
    "tickedById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClaimTick_pkey" PRIMARY KEY ("claimId","line")
);

-- CreateTable
CREATE TABLE "ReplyRequest" (
    "id" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "personName" TEXT NOT NULL,
    "entityId" UUID,
    "channel" TEXT NOT NULL DEFAULT '',
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedById" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "status" "ReplyStatus" NOT NULL DEFAULT 'asked',
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "updatedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReplyRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimTag" (
    "claimId" UUID NOT NULL,
    "tagId" UUID NOT NULL,

    CONSTRAINT "ClaimTag_pkey" PRIMARY KEY ("claimId","tagId")
);

-- CreateTable
CREATE TABLE "Rating" (
    "key" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "value" INTEGER,
    "tone" TEXT NOT NULL,
    "icon" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "needsConclusion" BOOLEAN NOT NULL DEFAULT false,
    "retiredAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "DeskFilter" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DeskFilter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "correction" TEXT,
    "publishedById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "withdrawal" TEXT,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ClaimLink_fromId_idx" ON "ClaimLink"("fromId");

-- CreateIndex
CREATE INDEX "ClaimLink_toId_idx" ON "ClaimLink"("toId");

-- CreateIndex
CREATE INDEX "ClaimLink_investigationId_idx" ON "ClaimLink"("investigationId");

-- CreateIndex
CREATE INDEX "ClaimMerge_fromId_idx" ON "ClaimMerge"("fromId");

-- CreateIndex
CREATE INDEX "ClaimMerge_intoId_idx" ON "ClaimMerge"("intoId");

-- CreateIndex
CREATE INDEX "ReplyRequest_claimId_idx" ON "ReplyRequest"("claimId");

-- CreateIndex
CREATE INDEX "DeskFilter_investigationId_userId_idx" ON "DeskFilter"("investigationId", "userId");

-- CreateIndex
CREATE INDEX "Publication_claimId_at_idx" ON "Publication"("claimId", "at");

-- CreateIndex
CREATE INDEX "Claim_assigneeId_idx" ON "Claim"("assigneeId");

-- CreateIndex
CREATE INDEX "Claim_mergedIntoId_idx" ON "Claim"("mergedIntoId");

-- CreateIndex
CREATE INDEX "Claim_folded_idx" ON "Claim" USING GIN ("folded" gin_trgm_ops);

-- What is there already gets its numbers, in the order in which it came.
UPDATE "Evidence" e SET number = n.number, position = n.number
FROM (SELECT id, row_number() OVER (PARTITION BY "claimId" ORDER BY "createdAt", id) AS number FROM "Evidence") n WHERE n.id = e.id;
UPDATE "Claim" c SET "evidenceCount" = (SELECT count(*) FROM "Evidence" e WHERE e."claimId" = c.id), "stateSince" = c."updatedAt";
ALTER TABLE "Evidence" ALTER COLUMN "number" SET NOT NULL, ALTER COLUMN "position" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "Evidence_claimId_number_key" ON "Evidence"("claimId", "number");

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimLink" ADD CONSTRAINT "ClaimLink_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimLink" ADD CONSTRAINT "ClaimLink_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimTick" ADD CONSTRAINT "ClaimTick_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReplyRequest" ADD CONSTRAINT "ReplyRequest_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimTag" ADD CONSTRAINT "ClaimTag_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimTag" ADD CONSTRAINT "ClaimTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeskFilter" ADD CONSTRAINT "DeskFilter_investigationId_fkey" FOREIGN KEY ("investigationId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "RawInput"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What schema.prisma cannot say.

-- 1. Statements are compared folded (CLM-14): lower case, without accents.
CREATE FUNCTION redthread_fold_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.folded := redthread_fold(NEW.statement);
  RETURN NEW;
END $$;
CREATE TRIGGER fold BEFORE INSERT OR UPDATE OF statement, folded ON "Claim" FOR EACH ROW EXECUTE FUNCTION redthread_fold_statement();
UPDATE "Claim" SET folded = '';

-- 2. Facts that every row keeps.
ALTER TABLE "Claim" ADD CONSTRAINT check_worthiness CHECK ("checkWorthiness" BETWEEN 0 AND 3);
ALTER TABLE "Claim" ADD CONSTRAINT merged_is_aside CHECK ("mergedIntoId" IS NULL OR ("mergedIntoId" <> id AND state = 'set_aside'));
ALTER TABLE "Evidence" DROP CONSTRAINT leads_somewhere;
ALTER TABLE "Evidence" ADD CONSTRAINT leads_somewhere
  CHECK ("annotationId" IS NOT NULL OR url IS NOT NULL OR "fileId" IS NOT NULL OR length(note) > 0);
ALTER TABLE "Evidence" ADD CONSTRAINT statement_has_basis CHECK (("saidBy" IS NULL) = (basis IS NULL));
ALTER TABLE "ReplyRequest" ADD CONSTRAINT answered_when CHECK ((status = 'asked') = ("answeredAt" IS NULL));
CREATE UNIQUE INDEX "Publication_one_standing" ON "Publication" ("claimId") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX "ClaimMerge_one_standing" ON "ClaimMerge" ("fromId") WHERE "undoneAt" IS NULL;
CREATE UNIQUE INDEX "ClaimLink_once" ON "ClaimLink" (kind, "fromId", "toId") WHERE "removedAt" IS NULL;
ALTER TABLE "ClaimLink" ADD CONSTRAINT two_claims CHECK ("fromId" <> "toId" AND (kind <> 'contradicts' OR "fromId" < "toId"));

-- 3. Links of one kind that have a direction never lead back to where they began (CLM-1). The lock makes two halves of a
-- circle, drawn at the same time, meet.
CREATE FUNCTION redthread_link_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."removedAt" IS NOT NULL OR NEW.kind = 'contradicts' THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('claim links ' || NEW."investigationId"::text, 0));
  IF EXISTS (
    WITH RECURSIVE reached(id) AS (
      SELECT NEW."toId"
      UNION
      SELECT l."toId" FROM "ClaimLink" l JOIN reached r ON l."fromId" = r.id WHERE l.kind = NEW.kind AND l."removedAt" IS NULL
    ) SELECT 1 FROM reached WHERE id = NEW."fromId") THEN
    RAISE EXCEPTION 'claim links of a kind make no circle' USING ERRCODE = 'RT005';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE ON "ClaimLink" FOR EACH ROW EXECUTE FUNCTION redthread_link_no_circle();

-- 4. Whoever proposes, reviews, signs or publishes has the role for it in the case at that moment, on an active account.
CREATE FUNCTION redthread_has_case_role(person uuid, claim uuid, VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM "Claim" c
    JOIN "Membership" m ON m."investigationId" = c."investigationId" AND m."userId" = person
    JOIN "User" u ON u.id = person
    WHERE c.id = claim AND m.role::text = ANY (roles) AND u.state = 'active')
$$;

-- 5. A proposal is about what is there: statement, revision, rationale and everybody who wrote in it (CLM-4, CLM-5).
CREATE FUNCTION redthread_proposal_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c "Claim"%ROWTYPE; document_seq int; asked jsonb;
BEGIN
  SELECT * INTO c FROM "Claim" WHERE id = NEW."claimId" FOR UPDATE;
  SELECT seq INTO document_seq FROM "LiveDocument" WHERE id = c."rationaleDocumentId" FOR UPDATE;
  SELECT policy INTO asked FROM "Investigation" WHERE id = c."investigationId";
  IF NEW."closedAt" IS NOT NULL OR NEW."revealedAt" IS NOT NULL OR c.state <> 'checking' OR NEW.revision <> c.revision
     OR NEW.statement <> c.statement OR NEW."rationaleSeq" <> document_seq OR length(NEW.rationale) = 0
     OR NOT EXISTS (SELECT 1 FROM "Evidence" e WHERE e."claimId" = c.id AND e."removedAt" IS NULL) THEN
    RAISE EXCEPTION 'a proposal is about the claim as it stands' USING ERRCODE = 'RT003';
  END IF;
  IF NEW."reviewsNeeded" < COALESCE((asked->>'reviews')::int, 1) OR NEW.blind <> COALESCE((asked->>'blind')::boolean, false) THEN
    RAISE EXCEPTION 'a proposal is reviewed as its case asks' USING ERRCODE = 'RT003';
  END IF;
  IF EXISTS (SELECT 1 FROM "LiveUpdate" u WHERE u."documentId" = c."rationaleDocumentId"
             AND NOT (u."actorId" = ANY (NEW."rationaleAuthorIds"))) THEN
    RAISE EXCEPTION 'a proposal names everybody who wrote in the rationale' USING ERRCODE = 'RT003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "Rating" r WHERE r.key = NEW.rating AND r."retiredAt" IS NULL
                 AND (NOT r."needsConclusion" OR length(NEW.conclusion) > 0)) THEN
    RAISE EXCEPTION 'a rating is one of the scale' USING ERRCODE = 'RT003';
  END IF;
  IF NOT redthread_has_case_role(NEW."proposedById", NEW."claimId", 'checker', 'editor', 'lead') THEN
    RAISE EXCEPTION 'a proposal is made by somebody who checks in the case' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_claim BEFORE INSERT ON "Proposal" FOR EACH ROW EXECUTE FUNCTION redthread_proposal_of_claim();

-- Its end, and the moment when blind reviews were shown, are written later, once.
CREATE OR REPLACE FUNCTION redthread_proposal_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'closedAt' - 'revealedAt') <> (to_jsonb(OLD) - 'closedAt' - 'revealedAt')
     OR (OLD."closedAt" IS NOT NULL AND NEW."closedAt" IS DISTINCT FROM OLD."closedAt")
     OR (OLD."revealedAt" IS NOT NULL AND NEW."revealedAt" IS DISTINCT FROM OLD."revealedAt") THEN
    RAISE EXCEPTION 'a proposal does not change' USING ERRCODE = 'RT001';
  END IF;
  IF NEW.blind AND NEW."revealedAt" IS NOT NULL AND OLD."revealedAt" IS NULL
     AND (SELECT count(*) FROM "Review" r WHERE r."proposalId" = NEW.id) < NEW."reviewsNeeded" THEN
    RAISE EXCEPTION 'blind reviews are shown when all are in' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;

-- 6. A review is somebody else's, and about what was proposed.
CREATE FUNCTION redthread_review_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p "Proposal"%ROWTYPE;
BEGIN
  SELECT * INTO p FROM "Proposal" WHERE id = NEW."proposalId" FOR UPDATE;
  IF p."closedAt" IS NOT NULL OR p.revision <> NEW.revision OR p."proposedById" = NEW."reviewerId"
     OR NEW."reviewerId" = ANY (p."rationaleAuthorIds")
     OR NOT EXISTS (SELECT 1 FROM "Rating" r WHERE r.key = NEW.rating AND r."retiredAt" IS NULL)
     OR NOT redthread_has_case_role(NEW."reviewerId", p."claimId", 'checker', 'editor', 'lead') THEN
    RAISE EXCEPTION 'a review is an independent one of an open proposal' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_proposal BEFORE INSERT ON "Review" FOR EACH ROW EXECUTE FUNCTION redthread_review_of_proposal();

-- 7. A decision repeats its proposal, comes after the reviews that were asked for, and is about what is there now.
CREATE OR REPLACE FUNCTION redthread_decision_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p "Proposal"%ROWTYPE; c "Claim"%ROWTYPE; document_seq int; others int; every int;
BEGIN
  SELECT * INTO p FROM "Proposal" WHERE id = NEW."proposalId" FOR UPDATE;
  IF p."claimId" <> NEW."claimId" OR p.revision <> NEW.revision OR p."proposedById" <> NEW."proposedById"
     OR NOT (p."rationaleAuthorIds" <@ NEW."rationaleAuthorIds") THEN
    RAISE EXCEPTION 'a decision repeats its proposal' USING ERRCODE = 'RT003';
  END IF;
  SELECT * INTO c FROM "Claim" WHERE id = NEW."claimId" FOR UPDATE;
  SELECT seq INTO document_seq FROM "LiveDocument" WHERE id = c."rationaleDocumentId" FOR UPDATE;
  IF p."closedAt" IS NOT NULL OR c.state <> 'in_review' OR c.revision <> p.revision OR c.statement <> p.statement
     OR document_seq <> p."rationaleSeq" THEN
    RAISE EXCEPTION 'a decision is about what is there now' USING ERRCODE = 'RT004';
  END IF;
  SELECT count(*), count(*) FILTER (WHERE r."reviewerId" <> NEW."signedOffById") INTO every, others
  FROM "Review" r WHERE r."proposalId" = p.id;
  -- Openly, who signs off has reviewed by signing; blind reviews are all written before any is seen.
  IF (p.blind AND (every < p."reviewsNeeded" OR p."revealedAt" IS NULL)) OR others < p."reviewsNeeded" - 1 THEN
    RAISE EXCEPTION 'a decision comes after its reviews' USING ERRCODE = 'RT003';
  END IF;
  IF NEW.rating <> p.rating AND NOT EXISTS (
    SELECT 1 FROM "Review" r WHERE r."proposalId" = p.id AND r.rating = NEW.rating AND r."reviewerId" <> NEW."signedOffById") THEN
    RAISE EXCEPTION 'a decision takes a rating that somebody else gave' USING ERRCODE = 'RT003';
  END IF;
  -- The rule first, in its own words: a CHECK would only be asked after this trigger.
  IF NOT (NEW."signedOffById" = NEW."proposedById" OR NEW."signedOffById" = ANY (NEW."rationaleAuthorIds"))
     AND NOT redthread_has_case_role(NEW."signedOffById", NEW."claimId", 'checker', 'editor', 'lead') THEN
    RAISE EXCEPTION 'a decision is signed by somebody who checks in the case' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;

-- 8. A verdict stands on a decision about exactly this, and a public page on a publication (CLM-2, CLM-4). Asked at the end
-- of the transaction, so that the rows may come in any order.
CREATE FUNCTION redthread_claim_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c "Claim"%ROWTYPE; d record;
BEGIN
  IF TG_TABLE_NAME = 'Claim' THEN
    SELECT * INTO c FROM "Claim" WHERE id = NEW.id;
  ELSE
    SELECT * INTO c FROM "Claim" WHERE id = NEW."claimId";
  END IF;
  IF (c.state = 'in_review') <> EXISTS (SELECT 1 FROM "Proposal" p WHERE p."claimId" = c.id AND p."closedAt" IS NULL) THEN
    RAISE EXCEPTION 'a claim in review, and only that, has an open proposal' USING ERRCODE = 'RT003';
  END IF;
  IF c.state NOT IN ('verified', 'published') THEN RETURN NULL; END IF;
  SELECT dd.id, dd.revision, p.statement INTO d FROM "Decision" dd JOIN "Proposal" p ON p.id = dd."proposalId"
  WHERE dd."claimId" = c.id ORDER BY dd.at DESC, dd.id DESC LIMIT 1;
  IF d.id IS NULL OR d.revision <> c.revision OR d.statement <> c.statement
     OR NOT (SELECT frozen FROM "LiveDocument" WHERE id = c."rationaleDocumentId") THEN
    RAISE EXCEPTION 'a verdict stands on a signed decision about exactly this' USING ERRCODE = 'RT003';
  END IF;
  IF c.state = 'published' AND NOT EXISTS (
    SELECT 1 FROM "Publication" b WHERE b."claimId" = c.id AND b."endedAt" IS NULL AND b."decisionId" = d.id) THEN
    RAISE EXCEPTION 'a published claim has a publication of its decision' USING ERRCODE = 'RT003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stands AFTER INSERT OR UPDATE ON "Claim" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION redthread_claim_stands();
CREATE CONSTRAINT TRIGGER stands AFTER INSERT OR UPDATE ON "Proposal" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION redthread_claim_stands();
CREATE CONSTRAINT TRIGGER stands AFTER UPDATE ON "Publication" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION redthread_claim_stands();

-- 9. Under a verdict neither its evidence nor its rationale changes; only the lead's word about an off-record statement.
CREATE FUNCTION redthread_evidence_under_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE standing boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'releasedAt' - 'releasedById') = (to_jsonb(OLD) - 'releasedAt' - 'releasedById') THEN
    RETURN NEW;
  END IF;
  SELECT state IN ('verified', 'published') INTO standing FROM "Claim"
  WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD."claimId" ELSE NEW."claimId" END FOR SHARE;
  IF standing THEN
    RAISE EXCEPTION 'a verdict stands on this evidence' USING ERRCODE = 'RT001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER under_verdict BEFORE INSERT OR UPDATE OR DELETE ON "Evidence" FOR EACH ROW EXECUTE FUNCTION redthread_evidence_under_verdict();

CREATE FUNCTION redthread_frozen_rationale() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a verdict stands on this rationale' USING ERRCODE = 'RT001';
END $$;
CREATE TRIGGER frozen_rationale BEFORE UPDATE OF seq ON "LiveDocument" FOR EACH ROW
  WHEN (OLD.kind = 'rationale' AND OLD.frozen AND NEW.seq <> OLD.seq) EXECUTE FUNCTION redthread_frozen_rationale();

-- 10. A publication is of the latest decision, in a case that is not confidential, by an editor or a lead; what was wrong
-- before is said. It changes only by ending, once.
CREATE FUNCTION redthread_publication_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c "Claim"%ROWTYPE;
BEGIN
  SELECT * INTO c FROM "Claim" WHERE id = NEW."claimId" FOR UPDATE;
  IF c.state NOT IN ('verified', 'published') OR NEW."endedAt" IS NOT NULL
     OR NEW."decisionId" <> (SELECT d.id FROM "Decision" d WHERE d."claimId" = c.id ORDER BY d.at DESC, d.id DESC LIMIT 1) THEN
    RAISE EXCEPTION 'what is published is the verdict that stands' USING ERRCODE = 'RT003';
  END IF;
  IF (SELECT confidential FROM "Investigation" WHERE id = c."investigationId") THEN
    RAISE EXCEPTION 'nothing of a confidential case is published' USING ERRCODE = 'RT003';
  END IF;
  IF NEW.correction IS NULL AND EXISTS (
    SELECT 1 FROM "Publication" b WHERE b."claimId" = c.id AND b."decisionId" <> NEW."decisionId") THEN
    RAISE EXCEPTION 'a correction says what was wrong' USING ERRCODE = 'RT003';
  END IF;
  IF NOT redthread_has_case_role(NEW."publishedById", NEW."claimId", 'editor', 'lead') THEN
    RAISE EXCEPTION 'an editor or a lead publishes' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_decision BEFORE INSERT ON "Publication" FOR EACH ROW EXECUTE FUNCTION redthread_publication_of_decision();

CREATE FUNCTION redthread_publication_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."endedAt" IS NOT NULL OR NEW."endedAt" IS NULL OR NEW."endedById" IS NULL
     OR (to_jsonb(NEW) - 'endedAt' - 'endedById' - 'withdrawal') <> (to_jsonb(OLD) - 'endedAt' - 'endedById' - 'withdrawal') THEN
    RAISE EXCEPTION 'a publication only ends' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE UPDATE ON "Publication" FOR EACH ROW EXECUTE FUNCTION redthread_publication_fixed();
CREATE TRIGGER append_only BEFORE DELETE ON "Publication" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "Publication" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "Proposal" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();

-- 11. The scale (CLM-7): what a verdict was given in keeps its meaning. New languages may be added; a rating that was used
-- is retired, not changed.
CREATE FUNCTION redthread_rating_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE used boolean;
BEGIN
  SELECT EXISTS (SELECT 1 FROM "Proposal" WHERE rating = OLD.key) OR EXISTS (SELECT 1 FROM "Review" WHERE rating = OLD.key)
      OR EXISTS (SELECT 1 FROM "Decision" WHERE rating = OLD.key) INTO used;
  IF TG_OP = 'DELETE' THEN
    IF used THEN RAISE EXCEPTION 'a rating that was given is retired, not deleted' USING ERRCODE = 'RT001'; END IF;
    RETURN OLD;
  END IF;
  IF NEW.key <> OLD.key OR (used AND (NEW.value IS DISTINCT FROM OLD.value OR NEW.tone <> OLD.tone OR NEW.icon <> OLD.icon
     OR NEW."needsConclusion" <> OLD."needsConclusion" OR NOT (NEW.labels @> OLD.labels))) THEN
    RAISE EXCEPTION 'a rating that was given keeps its meaning' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON "Rating" FOR EACH ROW EXECUTE FUNCTION redthread_rating_kept();
ALTER TABLE "Rating" ADD CONSTRAINT value_range CHECK (value BETWEEN 1 AND 5);
INSERT INTO "Rating" (key, labels, value, tone, icon, position) VALUES
  ('true', '{"en": "True", "es": "Verdadero"}', 5, 'ok', '✓', 1),
  ('mostly_true', '{"en": "Mostly true", "es": "Mayormente verdadero"}', 4, 'ok', '✓', 2),
  ('mixed', '{"en": "Mixed", "es": "Mixto"}', 3, 'warn', '◐', 3),
  ('misleading', '{"en": "Misleading", "es": "Engañoso"}', NULL, 'warn', '!', 4),
  ('mostly_false', '{"en": "Mostly false", "es": "Mayormente falso"}', 2, 'bad', '✗', 5),
  ('false', '{"en": "False", "es": "Falso"}', 1, 'bad', '✗', 6),
  ('unproven', '{"en": "Unproven", "es": "Sin pruebas"}', NULL, 'unsure', '?', 7),
  ('void', '{"en": "Withdrawn", "es": "Retirado"}', NULL, 'unsure', '∅', 8);

-- 12. Rationales may cite evidence from now on: an editor that does not know the node is told to reload (LIV-3).
UPDATE "LiveDocument" SET "schemaVersion" = 2 WHERE kind IN ('rationale', 'note');

-- 13. The application's role.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON "ClaimLink", "ClaimMerge", "ClaimTick", "ReplyRequest", "ClaimTag", "Rating", "DeskFilter" TO redthread_app;
    GRANT SELECT, INSERT, UPDATE ON "Publication" TO redthread_app;
    REVOKE DELETE ON "Publication" FROM redthread_app;
  END IF;
END $$;
