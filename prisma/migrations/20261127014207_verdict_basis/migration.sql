-- CreateTable
CREATE TABLE "VerdictBasis" (
    "id" UUID NOT NULL,
    "claimId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "facts" JSONB NOT NULL,
    "note" TEXT,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "VerdictBasis_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "VerdictBasis_claimId_at_idx" ON "VerdictBasis"("claimId", "at");

-- AddForeignKey
ALTER TABLE "VerdictBasis" ADD CONSTRAINT "VerdictBasis_claimId_fkey" FOREIGN KEY ("claimId") REFERENCES "Claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerdictBasis" ADD CONSTRAINT "VerdictBasis_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a verdict was seen to rest on stays on record, and belongs to a decision of its own claim.
CREATE FUNCTION redthread_basis_of_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Decision" d WHERE d.id = NEW."decisionId" AND d."claimId" = NEW."claimId") THEN
    RAISE EXCEPTION 'a basis is of a decision of its own claim' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_claim BEFORE INSERT ON "VerdictBasis" FOR EACH ROW EXECUTE FUNCTION redthread_basis_of_claim();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "VerdictBasis" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "VerdictBasis" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT ON "VerdictBasis" TO redthread_app;
    REVOKE UPDATE, DELETE ON "VerdictBasis" FROM redthread_app;
  END IF;
END $$;
