-- A search among a million names reads the index while an import writes into it: entries that wait in the index's pending
-- list would be read one by one by every search, so each goes to its place at once.
ALTER INDEX "EntityName_tokens_idx" SET (fastupdate = off);
ALTER INDEX "NameToken_trigrams_idx" SET (fastupdate = off);
ALTER INDEX "NameToken_phonetic_idx" SET (fastupdate = off);

-- Parts of names that look like this one. The threshold is the function's own: with pg_trgm's default every second name
-- would be looked at. Sounds (below) find what is spelt differently but heard alike.
CREATE FUNCTION redthread_similar_parts(word text) RETURNS SETOF text LANGUAGE sql STABLE
  SET pg_trgm.similarity_threshold = 0.4 AS $$
  SELECT token FROM "NameToken" WHERE token % word ORDER BY similarity(token, word) DESC, token LIMIT 20
$$;
