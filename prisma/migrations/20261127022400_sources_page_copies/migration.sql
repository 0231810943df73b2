-- CreateTable
CREATE TABLE "PageCopy" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "rawInputId" UUID,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "left" INTEGER NOT NULL DEFAULT 0,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PageCopy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PageCopy_rawInputId_key" ON "PageCopy"("rawInputId");

-- CreateIndex
CREATE UNIQUE INDEX "PageCopy_sourceId_version_key" ON "PageCopy"("sourceId", "version");

-- AddForeignKey
ALTER TABLE "PageCopy" ADD CONSTRAINT "PageCopy_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageCopy" ADD CONSTRAINT "PageCopy_rawInputId_fkey" FOREIGN KEY ("rawInputId") REFERENCES "RawInput"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A kept page is evidence: it is filled in once, when it is made, and never changes or goes.
CREATE FUNCTION redthread_copy_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."rawInputId" IS NOT NULL OR NEW."rawInputId" IS NULL
    OR to_jsonb(NEW) - ARRAY['rawInputId', 'taken', 'left'] <> to_jsonb(OLD) - ARRAY['rawInputId', 'taken', 'left'] THEN
    RAISE EXCEPTION 'the copy of a page is made once' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON "PageCopy" FOR EACH ROW EXECUTE FUNCTION redthread_copy_once();
CREATE TRIGGER append_only BEFORE DELETE ON "PageCopy" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "PageCopy" FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change();
