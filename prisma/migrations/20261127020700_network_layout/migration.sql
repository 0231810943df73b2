-- CreateTable
CREATE TABLE "NetworkLayout" (
    "userId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "places" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NetworkLayout_pkey" PRIMARY KEY ("userId","scope")
);

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON "NetworkLayout" TO redthread_app;
  END IF;
END $$;
