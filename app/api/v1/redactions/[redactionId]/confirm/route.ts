import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/redactions/{redactionId}/confirm');
