-- What moderation has hidden stays hidden, whoever asks the database to bring it back: first the row in "HiddenText" goes.
CREATE FUNCTION redthread_stays_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL
     AND EXISTS (SELECT 1 FROM "HiddenText" h WHERE h."subjectId" = NEW.id) THEN
    RAISE EXCEPTION '% % is hidden by moderation', TG_TABLE_NAME, NEW.id USING ERRCODE = 'RT004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_hidden BEFORE UPDATE OF "deletedAt" ON "Annotation" FOR EACH ROW EXECUTE FUNCTION redthread_stays_hidden();
CREATE TRIGGER stays_hidden BEFORE UPDATE OF "deletedAt" ON "Reply" FOR EACH ROW EXECUTE FUNCTION redthread_stays_hidden();
