// npm run docs: writes the documents that are made from code.
import { writeFileSync } from 'node:fs';
import { actsDocument } from './acts-doc.ts';
import { claimStatesDocument } from './claim-states-doc.ts';
import { permissionsDocument } from './permissions-doc.ts';

writeFileSync('docs/permissions.md', permissionsDocument());
writeFileSync('docs/acts.md', actsDocument());
writeFileSync('docs/claim-states.md', claimStatesDocument());
