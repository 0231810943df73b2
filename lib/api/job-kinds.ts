import { entityImportJob } from '../interop/import.commands.ts';
import type { JobKind } from '../platform/jobs.ts';
import { intakeJobKind } from '../sources/intake/job.ts';
import { pageCopyJobKind } from '../sources/page-copy/job.ts';
import { versionJobKind } from '../versions/job.ts';

/** Every kind of long work that a server process takes on. */
export const jobKinds: readonly JobKind[] = [intakeJobKind, versionJobKind, pageCopyJobKind, entityImportJob];
