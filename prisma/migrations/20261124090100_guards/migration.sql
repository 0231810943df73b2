-- What schema.prisma cannot say: what the database itself refuses, whoever asks.

-- 1. Append-only and immutable rows (CORE-4, SRC-2, SRC-3, LIV-1).
CREATE FUNCTION redthread_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'RT001';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Event', 'Command', 'RawInput', 'SourceVersion', 'Block', 'LiveUpdate', 'Review', 'Decision'] LOOP
    -- A command's answer is written once, in the transaction that made the row: see redthread_command_once.
    IF name <> 'Command' THEN
      EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change()', name);
    ELSE
      EXECUTE format('CREATE TRIGGER append_only BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change()', name);
    END IF;
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION redthread_refuse_change()', name);
  END LOOP;
END $$;

CREATE FUNCTION redthread_command_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.result <> 'null'::jsonb OR NEW.id <> OLD.id OR NEW."actorId" <> OLD."actorId" OR NEW."inputHash" <> OLD."inputHash" THEN
    RAISE EXCEPTION 'Command is append-only: UPDATE refused' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER command_once BEFORE UPDATE ON "Command" FOR EACH ROW EXECUTE FUNCTION redthread_command_once();

-- A block arrives in the transaction that seals its version, never later.
CREATE FUNCTION redthread_block_with_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "SourceVersion" v WHERE v.id = NEW."versionId" AND v.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'a sealed version takes no more blocks' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER with_version BEFORE INSERT ON "Block" FOR EACH ROW EXECUTE FUNCTION redthread_block_with_version();

-- 2. The audit sequence has no gaps and no forks, whatever the program does (CORE-2).
CREATE FUNCTION redthread_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head record;
BEGIN
  SELECT seq, "headHash" INTO head FROM "EventStream" WHERE id = NEW."streamId" FOR UPDATE;
  IF NEW.seq <> head.seq + 1 OR NEW."prevHash" <> head."headHash" THEN
    RAISE EXCEPTION 'event % of stream % is out of order', NEW.seq, NEW."streamId" USING ERRCODE = 'RT002';
  END IF;
  UPDATE "EventStream" SET seq = NEW.seq, "headHash" = NEW.hash WHERE id = NEW."streamId";
  RETURN NEW;
END $$;
CREATE TRIGGER in_order BEFORE INSERT ON "Event" FOR EACH ROW EXECUTE FUNCTION redthread_event_in_order();

INSERT INTO "EventStream" (id) VALUES ('00000000-0000-0000-0000-000000000000');

-- 3. The two-person rule (CLM-4).
ALTER TABLE "Decision" ADD CONSTRAINT two_persons
  CHECK ("signedOffById" <> "proposedById" AND NOT ("signedOffById" = ANY ("rationaleAuthorIds")));

-- The names on a decision are the proposal's own, so nobody can satisfy the check by leaving an author out.
CREATE FUNCTION redthread_decision_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p "Proposal"%ROWTYPE;
BEGIN
  SELECT * INTO p FROM "Proposal" WHERE id = NEW."proposalId";
  IF p."claimId" <> NEW."claimId" OR p.revision <> NEW.revision OR p."proposedById" <> NEW."proposedById"
     OR NOT (p."rationaleAuthorIds" <@ NEW."rationaleAuthorIds") THEN
    RAISE EXCEPTION 'a decision repeats its proposal' USING ERRCODE = 'RT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_proposal BEFORE INSERT ON "Decision" FOR EACH ROW EXECUTE FUNCTION redthread_decision_of_proposal();

-- What was proposed stays as it was proposed; only its end is written later.
CREATE FUNCTION redthread_proposal_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'closedAt') <> (to_jsonb(OLD) - 'closedAt') THEN
    RAISE EXCEPTION 'a proposal does not change' USING ERRCODE = 'RT001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fixed BEFORE UPDATE ON "Proposal" FOR EACH ROW EXECUTE FUNCTION redthread_proposal_fixed();
CREATE TRIGGER append_only BEFORE DELETE ON "Proposal" FOR EACH ROW EXECUTE FUNCTION redthread_refuse_change();
CREATE UNIQUE INDEX "Proposal_one_open" ON "Proposal" ("claimId") WHERE "closedAt" IS NULL;

-- 4. Facts that every row keeps.
ALTER TABLE "User" ADD CONSTRAINT email_folded CHECK (email = lower(email) AND email LIKE '%@%');
ALTER TABLE "Annotation" ADD CONSTRAINT claim_mark CHECK ((kind = 'claim') = ("claimId" IS NOT NULL));
ALTER TABLE "Annotation" ADD CONSTRAINT entity_mark CHECK ((kind = 'entity') = ("entityId" IS NOT NULL));
ALTER TABLE "Anchor" ADD CONSTRAINT placed CHECK ((start IS NULL AND "end" IS NULL) OR (start >= 0 AND "end" > start));
ALTER TABLE "Block" ADD CONSTRAINT placed CHECK (start >= 0 AND "end" >= start);
ALTER TABLE "Claim" ADD CONSTRAINT set_aside_reason CHECK ((state = 'set_aside') = ("setAsideReason" IS NOT NULL));
ALTER TABLE "Evidence" ADD CONSTRAINT leads_somewhere CHECK ("annotationId" IS NOT NULL OR url IS NOT NULL OR length(note) > 0);
ALTER TABLE "Relationship" ADD CONSTRAINT two_ends CHECK ("fromId" <> "toId");

-- 5. Names are compared folded (ENT-2): lower case, without accents. unaccent() itself is only STABLE because its
-- dictionary could be replaced; naming the dictionary makes the promise that an index needs.
CREATE FUNCTION redthread_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
  $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$;
CREATE FUNCTION redthread_fold_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.folded := redthread_fold(NEW.name);
  RETURN NEW;
END $$;
CREATE TRIGGER fold BEFORE INSERT OR UPDATE ON "EntityName" FOR EACH ROW EXECUTE FUNCTION redthread_fold_name();

-- 6. The application's role (CORE-4): it may not touch the trail even if the triggers were gone. Creating a role is a
-- right that a team's database user may lack; then the triggers stand alone, and `redthread doctor` says so.
DO $$
BEGIN
  BEGIN
    CREATE ROLE redthread_app NOLOGIN;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
      RAISE NOTICE 'no right to create the role redthread_app; the triggers guard the audit trail alone';
      RETURN;
  END;
  BEGIN
    EXECUTE format('GRANT redthread_app TO %I', current_user);
  EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN NULL;
  END;
  GRANT USAGE ON SCHEMA public TO redthread_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO redthread_app;
  ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO redthread_app;
  REVOKE UPDATE, DELETE ON "Event", "RawInput", "SourceVersion", "Block", "LiveUpdate", "Review", "Decision" FROM redthread_app;
  REVOKE DELETE ON "Command", "EventStream", "Proposal" FROM redthread_app;
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM redthread_app;
  END IF;
END $$;

-- Commands that nobody signed in for (the first account, the seed) are stamped with this account, which cannot sign in.
INSERT INTO "User" (id, email, name, role, state)
VALUES ('00000000-0000-7000-8000-000000000001', 'system@redthread.invalid', 'Redthread', 'admin', 'closed');
