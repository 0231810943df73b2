-- CreateEnum
CREATE TYPE "SearchKind" AS ENUM ('source', 'passage', 'annotation', 'claim');

-- CreateTable
CREATE TABLE "SearchEntry" (
    "kind" "SearchKind" NOT NULL,
    "subjectId" UUID NOT NULL,
    "investigationId" UUID NOT NULL,
    "sourceId" UUID,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "vector" tsvector NOT NULL,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("kind","subjectId")
);

-- CreateIndex
CREATE INDEX "SearchEntry_vector_idx" ON "SearchEntry" USING GIN ("vector");

-- CreateIndex
CREATE INDEX "SearchEntry_folded_idx" ON "SearchEntry" USING GIN ("folded" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "SearchEntry_investigationId_kind_idx" ON "SearchEntry"("investigationId", "kind");

-- What schema.prisma cannot say: how the entries follow the rows.

-- Stems of both languages and the words as they are, without accents: a name is not stemmed away, "crane" finds "cranes"
-- and "grúa" finds "gruas".
CREATE FUNCTION redthread_search_vector(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.english', folded) || to_tsvector('pg_catalog.spanish', folded)
    || to_tsvector('pg_catalog.simple', folded)
$$;

-- A tsvector holds a megabyte at most; what lies behind the first 100,000 characters of one part is not indexed.
CREATE FUNCTION redthread_search_put(k "SearchKind", subject uuid, c uuid, s uuid, words text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "SearchEntry" (kind, "subjectId", "investigationId", "sourceId", text, folded, vector)
  SELECT k, subject, c, s, t.cut, t.folded, redthread_search_vector(t.folded)
  FROM (SELECT left(words, 100000) AS cut, redthread_fold(left(words, 100000)) AS folded) t
  ON CONFLICT (kind, "subjectId") DO UPDATE SET "investigationId" = EXCLUDED."investigationId",
    "sourceId" = EXCLUDED."sourceId", text = EXCLUDED.text, folded = EXCLUDED.folded, vector = EXCLUDED.vector
$$;

-- The passages of versions. Blocks have UTF-16 offsets, which Postgres cannot cut by; but a block begins where a line
-- begins, so the lines are counted once, and each belongs to the last block that began.
CREATE FUNCTION redthread_search_passages(versions uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH v AS (
    SELECT v.id, v."sourceId", s."investigationId", v.text, v.text ~ '[\U00010000-\U0010FFFF]' AS astral
    FROM "SourceVersion" v JOIN "Source" s ON s.id = v."sourceId" WHERE v.id = ANY (versions)),
  line AS (
    SELECT v.id, v."sourceId", v."investigationId", l.n, l.words, char_length(l.words) + 1
      + CASE WHEN v.astral THEN char_length(regexp_replace(l.words, '[^\U00010000-\U0010FFFF]', '', 'g')) ELSE 0 END AS width
    FROM v, regexp_split_to_table(v.text, E'\n') WITH ORDINALITY l (words, n)),
  placed AS (
    SELECT line.*, sum(width) OVER (PARTITION BY id ORDER BY n) - width AS start FROM line),
  owned AS (
    SELECT p.*, b.id AS block, count(b.id) OVER (PARTITION BY p.id ORDER BY p.n) AS part
    FROM placed p LEFT JOIN "Block" b ON b."versionId" = p.id AND b.start = p.start)
  SELECT redthread_search_put('passage', (array_agg(block) FILTER (WHERE block IS NOT NULL))[1],
    (array_agg("investigationId"))[1], (array_agg("sourceId"))[1], string_agg(words, E'\n' ORDER BY n))
  FROM owned WHERE part > 0 GROUP BY id, part
$$;

CREATE FUNCTION redthread_search_on_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_passages(ARRAY(SELECT DISTINCT "versionId" FROM added));
  RETURN NULL;
END $$;
CREATE TRIGGER search AFTER INSERT ON "Block" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_block();

CREATE FUNCTION redthread_search_on_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_put('source', NEW.id, NEW."investigationId", NEW.id,
    concat_ws(E'\n', NEW.title, NEW.outlet, array_to_string(NEW.authors, ', '), NEW.url));
  RETURN NULL;
END $$;
CREATE TRIGGER search AFTER INSERT OR UPDATE OF title, outlet, authors, url ON "Source"
  FOR EACH ROW EXECUTE FUNCTION redthread_search_on_source();

CREATE FUNCTION redthread_search_on_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_put('claim', NEW.id, NEW."investigationId", NULL, NEW.statement);
  RETURN NULL;
END $$;
CREATE TRIGGER search AFTER INSERT OR UPDATE OF statement ON "Claim"
  FOR EACH ROW EXECUTE FUNCTION redthread_search_on_claim();

-- A mark is found by the words it stands on, its own words, its tags and its thread.
CREATE FUNCTION redthread_search_mark(mark uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE a "Annotation"%ROWTYPE;
BEGIN
  SELECT * INTO a FROM "Annotation" WHERE id = mark;
  IF a."deletedAt" IS NOT NULL THEN
    DELETE FROM "SearchEntry" WHERE kind = 'annotation' AND "subjectId" = mark;
    RETURN;
  END IF;
  PERFORM redthread_search_put('annotation', a.id, a."investigationId", a."sourceId", concat_ws(E'\n',
    nullif(a.text, ''),
    (SELECT string_agg(k.exact, ' … ' ORDER BY k.ordinal) FROM "Anchor" k WHERE k."annotationId" = a.id AND k."versionId" =
      (SELECT k2."versionId" FROM "Anchor" k2 JOIN "SourceVersion" v ON v.id = k2."versionId"
       WHERE k2."annotationId" = a.id ORDER BY v.number DESC LIMIT 1)),
    (SELECT string_agg('#' || t.name, ' ' ORDER BY t.slug) FROM "AnnotationTag" j JOIN "Tag" t ON t.id = j."tagId"
     WHERE j."annotationId" = a.id),
    (SELECT string_agg(r.text, E'\n' ORDER BY r."createdAt", r.id) FROM "Reply" r
     WHERE r."annotationId" = a.id AND r."deletedAt" IS NULL)));
END $$;

CREATE FUNCTION redthread_search_on_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_mark(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER search AFTER INSERT OR UPDATE OF text, "deletedAt" ON "Annotation"
  FOR EACH ROW EXECUTE FUNCTION redthread_search_on_mark();

CREATE FUNCTION redthread_search_on_part_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_mark(m.id) FROM (SELECT DISTINCT "annotationId" AS id FROM added) m;
  RETURN NULL;
END $$;
CREATE FUNCTION redthread_search_on_part_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM redthread_search_mark(m.id) FROM (SELECT DISTINCT "annotationId" AS id FROM removed) m;
  RETURN NULL;
END $$;
CREATE TRIGGER search_added AFTER INSERT ON "Anchor" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_added();
CREATE TRIGGER search_changed AFTER UPDATE ON "Anchor" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_added();
CREATE TRIGGER search_removed AFTER DELETE ON "Anchor" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_removed();
CREATE TRIGGER search_added AFTER INSERT ON "AnnotationTag" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_added();
CREATE TRIGGER search_removed AFTER DELETE ON "AnnotationTag" REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_removed();
CREATE TRIGGER search_added AFTER INSERT ON "Reply" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_added();
CREATE TRIGGER search_changed AFTER UPDATE ON "Reply" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION redthread_search_on_part_added();

-- What was written before.
SELECT redthread_search_passages(ARRAY(SELECT id FROM "SourceVersion"));
SELECT redthread_search_put('source', id, "investigationId", id, concat_ws(E'\n', title, outlet, array_to_string(authors, ', '), url)) FROM "Source";
SELECT redthread_search_put('claim', id, "investigationId", NULL, statement) FROM "Claim";
SELECT redthread_search_mark(id) FROM "Annotation" WHERE "deletedAt" IS NULL;
