import { z } from 'zod';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import type { JobContext, JobKind } from '../platform/jobs.ts';
import { JobRefused, startJob } from '../platform/jobs.ts';
import { clientId } from '../platform/ids.ts';
import { Upload } from '../sources/upload.rules.ts';
import { importOptions, readEntities } from './read-entities.ts';
import { takeIn } from './take-in.ts';

/** Begins to take in a file of entities, as work to be followed and stopped (ENT-8, RUN-4). */
export const importFile = command({
  name: 'entity.import_file',
  input: importOptions.extend({ id: clientId.optional(), upload: z.instanceof(Upload) }),
  allow: ({ investigationId }) =>
    investigationId ? on.investigation('annotation.create', investigationId) : on.workspace('entity.create'),
  run: async ({ tx, actor, now, newId }, { id = newId(), upload, ...given }) => {
    // What was not given is absent, instead of undefined.
    const input = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(given)));
    await startJob(tx, {
      id,
      kind: 'entity.import',
      userId: actor.id,
      now,
      payload: upload.bytes(),
      input,
    });
    return { id };
  },
});

/** Begun again after a crash it goes over the same lines, and makes nothing twice. */
export const entityImportJob: JobKind = { kind: 'entity.import', run };

async function run({ db, userId, input, payload, signal, progress }: JobContext) {
  const given = importOptions.parse(input);
  const read = readEntities(payload ?? new Uint8Array(), given);
  if (typeof read === 'string') throw new JobRefused(read);
  const work = takeIn(db, { userId }, given, read);
  for (;;) {
    const next = await work.next();
    if (next.done) {
      if (typeof next.value === 'string') throw new JobRefused(next.value);
      return { ...next.value, problems: [...next.value.problems], skipped: [...next.value.skipped] };
    }
    progress('taking', next.value.done, next.value.of);
    // What was taken in stays: the same file goes on from there.
    signal.throwIfAborted();
  }
}
