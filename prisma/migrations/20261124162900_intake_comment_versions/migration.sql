-- What is known about a reader comment belongs to the comment of one version: a correction may give C7 to other words.
-- DropIndex
DROP INDEX "ReaderComment_sourceId_label_key";

-- AlterTable
ALTER TABLE "ReaderComment" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE UNIQUE INDEX "ReaderComment_sourceId_version_label_key" ON "ReaderComment"("sourceId", "version", "label");

-- Snapshots of pages were never made.
-- DropForeignKey
ALTER TABLE "Source" DROP CONSTRAINT "Source_snapshotId_fkey";

-- AlterTable
ALTER TABLE "Source" DROP COLUMN "snapshotId";
