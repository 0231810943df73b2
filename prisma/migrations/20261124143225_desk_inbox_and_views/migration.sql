-- CreateEnum
CREATE TYPE "NotificationReason" AS ENUM ('mention', 'reply', 'assigned', 'review_asked', 'claim_decided', 'version_changed');

-- CreateEnum
CREATE TYPE "DigestPeriod" AS ENUM ('off', 'hourly', 'daily');

-- AlterTable
ALTER TABLE "Tag" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "vocabulary" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "FollowerMark" (
    "follower" TEXT NOT NULL,
    "streamId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "FollowerMark_pkey" PRIMARY KEY ("follower","streamId")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "eventSeq" INTEGER NOT NULL,
    "reason" "NotificationReason" NOT NULL,
    "actorId" UUID NOT NULL,
    "annotationId" UUID,
    "replyId" UUID,
    "claimId" UUID,
    "sourceId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationSetting" (
    "userId" UUID NOT NULL,
    "digest" "DigestPeriod" NOT NULL DEFAULT 'daily',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "lastDigestAt" TIMESTAMPTZ(3),

    CONSTRAINT "NotificationSetting_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "CaseMute" (
    "userId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CaseMute_pkey" PRIMARY KEY ("userId","investigationId")
);

-- CreateTable
CREATE TABLE "CaseVisit" (
    "userId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CaseVisit_pkey" PRIMARY KEY ("userId","investigationId")
);

-- CreateTable
CREATE TABLE "SavedView" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filters" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SavedView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuggestionRefusal" (
    "id" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "refusedById" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SuggestionRefusal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Notification_userId_id_idx" ON "Notification"("userId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_userId_investigationId_eventSeq_key" ON "Notification"("userId", "investigationId", "eventSeq");

-- CreateIndex
CREATE INDEX "SavedView_investigationId_idx" ON "SavedView"("investigationId");

-- CreateIndex
CREATE UNIQUE INDEX "SuggestionRefusal_sourceId_key_key" ON "SuggestionRefusal"("sourceId", "key");

-- What schema.prisma cannot say. The number beside the inbox is asked on every page: only what is unread is counted.
CREATE INDEX "Notification_unread" ON "Notification" ("userId") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_unmailed" ON "Notification" ("userId", at) WHERE "readAt" IS NULL AND "mailedAt" IS NULL;

-- Nobody is told about what happened before there was an inbox.
INSERT INTO "FollowerMark" (follower, "streamId", seq)
SELECT 'notifications', s.id, s.seq FROM "EventStream" s JOIN "Investigation" i ON i.id = s.id;
