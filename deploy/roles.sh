#!/bin/sh
# Runs once, when the database is made. The owner migrates; the app signs in as a role that owns nothing and is a member of
# redthread_app, which may not change the audit trail, raw inputs or sealed versions.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d redthread -v owner="$OWNER_DB_PASSWORD" -v app="$APP_DB_PASSWORD" <<'SQL'
CREATE ROLE redthread_owner LOGIN CREATEROLE PASSWORD :'owner';
CREATE ROLE redthread_app NOLOGIN;
CREATE ROLE redthread_login LOGIN PASSWORD :'app' IN ROLE redthread_app;
GRANT redthread_app TO redthread_owner WITH ADMIN OPTION;
ALTER DATABASE redthread OWNER TO redthread_owner;
ALTER SCHEMA public OWNER TO redthread_owner;
REVOKE ALL ON DATABASE redthread FROM PUBLIC;
GRANT CONNECT ON DATABASE redthread TO redthread_login;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
SQL
