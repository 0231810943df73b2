import { serve } from '@/lib/api/serve.ts';

export const { PUT, DELETE } = serve('/investigations/{investigationId}/members/{userId}');
