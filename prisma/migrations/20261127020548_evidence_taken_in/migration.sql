-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "sourceId" UUID;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What an address was taken in as is a sealed source of the claim's own case.
CREATE FUNCTION redthread_evidence_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."sourceId" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "Source" s JOIN "Claim" c ON c."investigationId" = s."investigationId"
    WHERE s.id = NEW."sourceId" AND c.id = NEW."claimId"
      AND EXISTS (SELECT 1 FROM "SourceVersion" v WHERE v."sourceId" = s.id)) THEN
    RAISE EXCEPTION 'evidence stands in a sealed source of its own case' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_source BEFORE INSERT OR UPDATE OF "sourceId" ON "Evidence" FOR EACH ROW EXECUTE FUNCTION redthread_evidence_source();
