-- "Era" for "Vera": with its first letter a short name loses half of its trigrams, and nothing begins as it was written.
-- What is left of a part without its first letter has an index of its own; longer parts are found by their trigrams.
CREATE INDEX "NameToken_tail_idx" ON "NameToken" (substr("token", 2)) WHERE length("token") BETWEEN 4 AND 7;

CREATE OR REPLACE FUNCTION redthread_similar_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.similarity_threshold = 0.4 AS $$
  (SELECT token FROM "NameToken" WHERE token % word ORDER BY similarity(token, word) DESC, token LIMIT 20)
  UNION
  (SELECT token FROM "NameToken" WHERE length(token) BETWEEN 4 AND 7 AND substr(token, 2) = word ORDER BY token LIMIT 10)
  UNION
  (SELECT token FROM "NameToken" WHERE length(word) BETWEEN 4 AND 7 AND token = substr(word, 2))
$$;
