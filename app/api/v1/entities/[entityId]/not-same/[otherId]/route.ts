import { serve } from '@/lib/api/serve.ts';

export const { DELETE } = serve('/entities/{entityId}/not-same/{otherId}');
