import { serve } from '@/lib/api/serve.ts';

export const { PATCH, DELETE } = serve('/webhooks/{webhookId}');
