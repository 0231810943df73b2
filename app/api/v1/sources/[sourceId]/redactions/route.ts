import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/sources/{sourceId}/redactions');
