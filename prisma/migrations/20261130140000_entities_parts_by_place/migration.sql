-- A part of a name by its place in it. The index over all parts (GIN) gathers every name that has a part before it hands
-- out the first; of a part that thousands have, a person who types needs the first eighty, and an ordinary index stops
-- there. Equal keys share an entry, so that the four together are half as large as the one.
CREATE INDEX "EntityName_part1_idx" ON "EntityName" ((tokens[1]) text_pattern_ops);
CREATE INDEX "EntityName_part2_idx" ON "EntityName" ((tokens[2]) text_pattern_ops);
CREATE INDEX "EntityName_part3_idx" ON "EntityName" ((tokens[3]) text_pattern_ops);
CREATE INDEX "EntityName_part4_idx" ON "EntityName" ((tokens[4]) text_pattern_ops);

-- What a case names is gathered from the case.
CREATE INDEX "Annotation_named_idx" ON "Annotation" ("investigationId", "entityId") WHERE "entityId" IS NOT NULL;
CREATE INDEX "Entity_originId_idx" ON "Entity" ("originId") WHERE "originId" IS NOT NULL;
