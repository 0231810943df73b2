-- Properties of an entity that point to another one (ENT-8): who grants a licence, where an address is. Apart from the
-- values, which the version before shows as they are: it would show the id of who is hidden (ENT-7).
CREATE TABLE "EntityPointer" (
    "id" UUID NOT NULL,
    "entityId" UUID NOT NULL,
    "property" TEXT NOT NULL,
    "targetId" UUID NOT NULL,
    "originId" UUID,
    "importedFrom" TEXT,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EntityPointer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "EntityPointer_entityId_idx" ON "EntityPointer"("entityId");
ALTER TABLE "EntityPointer" ADD CONSTRAINT "EntityPointer_entityId_fkey" FOREIGN KEY ("entityId") REFERENCES "Entity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EntityPointer" ADD CONSTRAINT "EntityPointer_originId_fkey" FOREIGN KEY ("originId") REFERENCES "Investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'redthread_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON "EntityPointer" TO redthread_app;
  END IF;
END $$;
