-- Arrays make Postgres plan each of the function's eight statements anew at every call, in the hope of a better plan than the
-- kept one: planning was more than half of what an append cost. All of them find their rows by key (tests/live/append.test.ts).
ALTER FUNCTION redthread_append(uuid[], uuid[], uuid[], bytea[], uuid[], uuid[], uuid[], int[], bigint[], text[], boolean, text)
  SET plan_cache_mode = force_generic_plan;
