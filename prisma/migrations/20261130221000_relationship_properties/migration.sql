-- What a file says of a relationship beyond its role and dates (ENT-8).
ALTER TABLE "Relationship" ADD COLUMN "properties" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "importedFrom" TEXT;
