-- CreateEnum
CREATE TYPE "CommentMark" AS ENUM ('tip', 'rumour', 'first_hand', 'abuse');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- AlterTable
ALTER TABLE "Block" ADD COLUMN     "page" INTEGER;

-- AlterTable
ALTER TABLE "RawInput" ADD COLUMN     "fileName" TEXT,
ADD COLUMN     "finalUrl" TEXT;

-- AlterTable
ALTER TABLE "Source" ADD COLUMN     "archiveUrl" TEXT,
ADD COLUMN     "bands" INTEGER[],
ADD COLUMN     "notes" TEXT[],
ADD COLUMN     "pages" INTEGER,
ADD COLUMN     "snapshotId" UUID,
ADD COLUMN     "urlKey" TEXT;

-- CreateTable
CREATE TABLE "SourceLink" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "overlap" DOUBLE PRECISION NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SourceLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReaderComment" (
    "id" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "author" TEXT,
    "replyTo" TEXT,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "mark" "CommentMark",
    "consentById" UUID,
    "consentAt" TIMESTAMPTZ(3),
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReaderComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReadingPosition" (
    "userId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReadingPosition_pkey" PRIMARY KEY ("userId","sourceId")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "createdById" UUID NOT NULL,
    "input" JSONB NOT NULL,
    "payload" BYTEA,
    "step" TEXT NOT NULL DEFAULT '',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "failure" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cancelAt" TIMESTAMPTZ(3),
    "heartbeatAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SourceLink_otherId_idx" ON "SourceLink"("otherId");

-- CreateIndex
CREATE UNIQUE INDEX "SourceLink_sourceId_otherId_key" ON "SourceLink"("sourceId", "otherId");

-- CreateIndex
CREATE UNIQUE INDEX "ReaderComment_sourceId_label_key" ON "ReaderComment"("sourceId", "label");

-- CreateIndex
CREATE INDEX "Job_state_createdAt_idx" ON "Job"("state", "createdAt");

-- CreateIndex
CREATE INDEX "Job_createdById_createdAt_idx" ON "Job"("createdById", "createdAt");

-- CreateIndex
CREATE INDEX "Source_urlKey_idx" ON "Source"("urlKey");

-- CreateIndex
CREATE INDEX "Source_bands_idx" ON "Source" USING GIN ("bands");

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "RawInput"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceLink" ADD CONSTRAINT "SourceLink_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceLink" ADD CONSTRAINT "SourceLink_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReaderComment" ADD CONSTRAINT "ReaderComment_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadingPosition" ADD CONSTRAINT "ReadingPosition_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What schema.prisma cannot say.
ALTER TABLE "SourceLink" ADD CONSTRAINT two_sources CHECK ("sourceId" <> "otherId");
ALTER TABLE "SourceLink" ADD CONSTRAINT share CHECK (overlap >= 0 AND overlap <= 1);
ALTER TABLE "ReadingPosition" ADD CONSTRAINT placed CHECK ("offset" >= 0 AND version >= 1);
ALTER TABLE "ReaderComment" ADD CONSTRAINT consent_signed CHECK (("consentById" IS NULL) = ("consentAt" IS NULL));
ALTER TABLE "Job" ADD CONSTRAINT ended CHECK ((state IN ('done', 'failed', 'cancelled')) = ("endedAt" IS NOT NULL));
-- What a job worked on is nobody's business once it has ended: what stays is the raw input of the source.
ALTER TABLE "Job" ADD CONSTRAINT payload_gone CHECK ("endedAt" IS NULL OR payload IS NULL);

-- A draft's blocks carry more attributes now. Older drafts have none of them, which is a draft of the new kind, too.
UPDATE "LiveDocument" SET "schemaVersion" = 2 WHERE kind = 'draft' AND "schemaVersion" = 1;
