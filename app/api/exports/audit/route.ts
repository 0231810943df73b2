import { exportAudit } from '@/lib/api/audit-export.ts';

export const GET = exportAudit;
