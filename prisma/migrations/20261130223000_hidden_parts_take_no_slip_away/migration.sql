-- Short parts were searched letter by letter only where nobody is called as was typed: a hidden name that is spelt so took
-- the slip away, and told that it is there (ENT-7). So letters are counted whoever is called how. An import, which asks for
-- hundreds of parts at a time and shows nobody what it finds, does without (redthread_near_parts).
ALTER FUNCTION redthread_similar_parts(text) RENAME TO redthread_near_parts;

CREATE FUNCTION redthread_similar_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT redthread_near_parts(word)
  UNION
  (SELECT k.token FROM "NameToken" k
   WHERE length(word) BETWEEN 4 AND 6 AND length(k.token) >= 2
     AND k.token ~>=~ left(word, 1) AND k.token ~<~ (left(word, 1) || chr(1114111))
     AND CASE WHEN abs(length(k.token) - length(word)) < 2 THEN levenshtein_less_equal(k.token, word, 1) < 2 END
   ORDER BY k.token LIMIT 40)
$$;
