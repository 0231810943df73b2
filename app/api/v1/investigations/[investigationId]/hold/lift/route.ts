import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/investigations/{investigationId}/hold/lift');
