import { serveEvidenceFile } from '@/lib/api/evidence-file.ts';

export const GET = serveEvidenceFile;
