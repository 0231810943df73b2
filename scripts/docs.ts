// npm run docs: writes the documents that are made from code.
import { writeFileSync } from 'node:fs';
import { permissionsDocument } from './permissions-doc.ts';

writeFileSync('docs/permissions.md', permissionsDocument());
