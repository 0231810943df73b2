import { serve } from '@/lib/api/serve.ts';

export const { PUT } = serve('/sources/{sourceId}/comments/{label}/consent');
