import { serve } from '@/lib/api/serve.ts';

export const { PATCH } = serve('/sources/{sourceId}/comments/{label}');
