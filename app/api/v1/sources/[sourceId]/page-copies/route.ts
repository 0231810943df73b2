import { serve } from '@/lib/api/serve.ts';

export const { GET, POST } = serve('/sources/{sourceId}/page-copies');
