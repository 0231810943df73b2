-- Of the parts of names that are like what was typed only the nearest are looked at. Those that only confidential cases
-- have took places among them, so that a long hidden list pushed names out that everybody may see, and told that it is
-- there (ENT-7). So a part knows whether it stands, or ever stood, in a name that the whole newsroom sees, and the nearest
-- of those are cut apart from the nearest of the rest. It stays so marked when that name goes or its case turns
-- confidential: what everybody has seen once tells nothing new by pushing.
ALTER TABLE "NameToken" ADD COLUMN "shared" BOOLEAN NOT NULL DEFAULT true;
UPDATE "NameToken" k SET shared = false
WHERE NOT EXISTS (
  SELECT 1 FROM (
    SELECT DISTINCT u.token FROM "EntityName" n LEFT JOIN "Investigation" i ON i.id = n."originId"
    CROSS JOIN LATERAL unnest(redthread_parts(n.tokens)) u(token) WHERE i.id IS NULL OR NOT i.confidential) s
  WHERE s.token = k.token);
ALTER TABLE "NameToken" ALTER COLUMN "shared" SET DEFAULT false;

-- A name that comes to a confidential case while that is being opened waits, and then is everybody's.
CREATE OR REPLACE FUNCTION redthread_name_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('names of ' || c.id, 0))
  FROM (SELECT DISTINCT i.id FROM added a JOIN "Investigation" i ON i.id = a."originId" WHERE i.confidential ORDER BY i.id) c;
  INSERT INTO "NameToken" (token, phonetic, shared)
  SELECT t.token, CASE WHEN t.token ~ '^[a-z]{3,40}$' THEN daitch_mokotoff(t.token) ELSE '{}' END, t.shared
  FROM (
    SELECT u.token, bool_or(i.id IS NULL OR NOT i.confidential) AS shared
    FROM added a LEFT JOIN "Investigation" i ON i.id = a."originId"
    CROSS JOIN LATERAL unnest(redthread_parts(a.tokens)) u(token) GROUP BY u.token) t
  WHERE length(t.token) BETWEEN 2 AND 60
    AND NOT EXISTS (SELECT 1 FROM "NameToken" k WHERE k.token = t.token AND (k.shared OR NOT t.shared))
  ORDER BY t.token
  ON CONFLICT (token) DO UPDATE SET shared = true WHERE EXCLUDED.shared AND NOT "NameToken".shared;
  RETURN NULL;
END $$;

CREATE FUNCTION redthread_names_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('names of ' || NEW.id, 0));
  UPDATE "NameToken" k SET shared = true
  FROM (
    SELECT t.token FROM "NameToken" t
    WHERE NOT t.shared AND t.token IN (
      SELECT unnest(redthread_parts(n.tokens)) FROM "EntityName" n WHERE n."originId" = NEW.id)
    ORDER BY t.token FOR UPDATE) o
  WHERE k.token = o.token;
  RETURN NULL;
END $$;
CREATE TRIGGER names_opened AFTER UPDATE OF confidential ON "Investigation" FOR EACH ROW
  WHEN (OLD.confidential AND NOT NEW.confidential) EXECUTE FUNCTION redthread_names_opened();

CREATE OR REPLACE FUNCTION redthread_near_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.similarity_threshold = 0.4 AS $$
  (SELECT token FROM (
     SELECT token, row_number() OVER (PARTITION BY shared ORDER BY similarity(token, word) DESC, token) AS at
     FROM "NameToken" WHERE token % word) k WHERE at <= 20)
  UNION
  (SELECT token FROM (
     SELECT token, row_number() OVER (PARTITION BY shared ORDER BY token) AS at
     FROM "NameToken" WHERE length(token) BETWEEN 4 AND 7 AND substr(token, 2) = word) k WHERE at <= 10)
  UNION
  (SELECT token FROM "NameToken" WHERE length(word) BETWEEN 4 AND 7 AND token = substr(word, 2))
$$;

CREATE OR REPLACE FUNCTION redthread_similar_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT redthread_near_parts(word)
  UNION
  (SELECT token FROM (
     SELECT k.token, row_number() OVER (PARTITION BY k.shared ORDER BY k.token) AS at FROM "NameToken" k
     WHERE length(word) BETWEEN 4 AND 6 AND length(k.token) >= 2
       AND k.token ~>=~ left(word, 1) AND k.token ~<~ (left(word, 1) || chr(1114111))
       AND CASE WHEN abs(length(k.token) - length(word)) < 2 THEN levenshtein_less_equal(k.token, word, 1) < 2 END) k
   WHERE at <= 40)
$$;
