-- CreateIndex
CREATE INDEX "EntityName_folded_idx" ON "EntityName"("folded");
