-- AlterTable
ALTER TABLE "Annotation" ADD COLUMN     "assigneeId" UUID;

-- CreateTable
CREATE TABLE "Acknowledgement" (
    "subjectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Acknowledgement_pkey" PRIMARY KEY ("subjectId","userId")
);

-- CreateTable
CREATE TABLE "Seen" (
    "annotationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Seen_pkey" PRIMARY KEY ("annotationId","userId")
);

-- CreateIndex
CREATE INDEX "Acknowledgement_annotationId_idx" ON "Acknowledgement"("annotationId");

-- AddForeignKey
ALTER TABLE "Acknowledgement" ADD CONSTRAINT "Acknowledgement_annotationId_fkey" FOREIGN KEY ("annotationId") REFERENCES "Annotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seen" ADD CONSTRAINT "Seen_annotationId_fkey" FOREIGN KEY ("annotationId") REFERENCES "Annotation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only a question is for somebody.
ALTER TABLE "Annotation" ADD CONSTRAINT assigned_question CHECK ("assigneeId" IS NULL OR kind = 'question');
