-- AlterEnum
ALTER TYPE "NotificationReason" ADD VALUE 'entity_mentioned';

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "entityId" UUID;

-- AlterTable
ALTER TABLE "Tag" ADD COLUMN     "mergedIntoId" UUID;

-- CreateTable
CREATE TABLE "GuideProgress" (
    "userId" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "noted" TEXT[],
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "GuideProgress_pkey" PRIMARY KEY ("userId")
);

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Tag"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "Notification_annotationId_idx" ON "Notification"("annotationId");
