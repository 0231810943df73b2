import { serve } from '@/lib/api/serve.ts';

export const { GET, PUT } = serve('/investigations/{investigationId}/hold');
