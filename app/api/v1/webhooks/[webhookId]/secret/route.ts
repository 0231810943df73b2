import { serve } from '@/lib/api/serve.ts';

export const { PUT } = serve('/webhooks/{webhookId}/secret');
