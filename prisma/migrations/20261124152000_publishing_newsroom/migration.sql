-- CreateTable
CREATE TABLE "Newsroom" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT '',
    "url" TEXT,
    "method" JSONB NOT NULL DEFAULT '{}',
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Newsroom_pkey" PRIMARY KEY ("id")
);

-- There is one newsroom: what it says of itself to readers.
ALTER TABLE "Newsroom" ADD CONSTRAINT only_one CHECK ("id" = 1);
INSERT INTO "Newsroom" ("id") VALUES (1);
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE ON "Newsroom" TO redthread_app;
  END IF;
END $$;
