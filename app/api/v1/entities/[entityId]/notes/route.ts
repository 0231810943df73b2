import { serve } from '@/lib/api/serve.ts';

export const { GET, POST } = serve('/entities/{entityId}/notes');
