import { serve } from '@/lib/api/serve.ts';

export const { POST } = serve('/entities/{entityId}/not-same');
