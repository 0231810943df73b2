-- Whom a value belongs to, such as a number of a register (lib/entities/value.queries.ts): the expression is the query's.
CREATE INDEX "EntityValue_said_idx" ON "EntityValue" ("property", lower(left("value", 200)));
