-- Verdicts that were signed before bases were kept (CLM-17): what is on record is built from their frozen evidence, the sources
-- and the words as they stood. What people were called and where else it was said on that day is not on record, and is
-- not made up: `reconstructed` says so, and pages go on reading that from what is there now.
INSERT INTO "VerdictBasis" (id, "claimId", "decisionId", facts, "byId", at)
SELECT gen_random_uuid(), d."claimId", d.id,
  jsonb_build_object(
    'reconstructed', true,
    'speaker', NULL, 'named', '[]'::jsonb, 'mentions', '[]'::jsonb,
    'sources', coalesce((
      SELECT jsonb_agg(jsonb_build_object('sourceId', s."sourceId", 'version', s.version) ORDER BY s."sourceId")
      FROM (
        SELECT stood->>'sourceId' AS "sourceId", max((stood->>'version')::int) AS version
        FROM jsonb_array_elements(p.evidence) AS e,
          LATERAL (SELECT CASE WHEN jsonb_typeof(e->'words') = 'object' THEN e->'words' ELSE e->'sealed' END AS stood) AS x
        WHERE jsonb_typeof(stood) = 'object' GROUP BY 1) AS s), '[]'::jsonb),
    'words', coalesce((
      SELECT jsonb_agg(jsonb_build_object(
        'annotationId', e->'words'->'annotationId', 'sourceId', e->'words'->'sourceId', 'exact', e->'words'->'exact'))
      FROM jsonb_array_elements(p.evidence) AS e WHERE jsonb_typeof(e->'words') = 'object'), '[]'::jsonb)),
  d."signedOffById", d.at
FROM "Decision" d JOIN "Proposal" p ON p.id = d."proposalId"
WHERE NOT EXISTS (SELECT 1 FROM "VerdictBasis" b WHERE b."decisionId" = d.id);
