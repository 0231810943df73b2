-- Short parts were searched letter by letter only where nobody is called as was typed: a hidden name that is spelt so took
-- the slip away, and told that it is there (ENT-7). So letters are counted whoever is called how. An import, which asks for
-- hundreds of parts at a time and shows nobody what it finds, does without (redthread_near_parts).
CREATE FUNCTION redthread_near_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.similarity_threshold = 0.4 AS $$
  (SELECT token FROM "NameToken" WHERE token % word ORDER BY similarity(token, word) DESC, token LIMIT 20)
  UNION
  (SELECT token FROM "NameToken" WHERE length(token) BETWEEN 4 AND 7 AND substr(token, 2) = word ORDER BY token LIMIT 10)
  UNION
  (SELECT token FROM "NameToken" WHERE length(word) BETWEEN 4 AND 7 AND token = substr(word, 2))
$$;

CREATE OR REPLACE FUNCTION redthread_similar_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT redthread_near_parts(word)
  UNION
  (SELECT k.token FROM "NameToken" k
   WHERE length(word) BETWEEN 4 AND 6 AND length(k.token) >= 2
     AND k.token ~>=~ left(word, 1) AND k.token ~<~ (left(word, 1) || chr(1114111))
     AND CASE WHEN abs(length(k.token) - length(word)) < 2 THEN levenshtein_less_equal(k.token, word, 1) < 2 END
   ORDER BY k.token LIMIT 40)
$$;
