import { serve } from '@/lib/api/serve.ts';

export const { GET } = serve('/sources/{sourceId}/relationships');
